"""A speech wrapped at a fixed width, as old mail programs send it."""

WRAPPED = """关于防汛工作的讲话

同志们：

今年入汛以来，我县先后出现五次强降雨过程，各级各部门闻汛而动、
尽锐出战，守住了人民群众生命财产安全的底线。下面，我就做好下一
阶段的工作讲三点意见。

一、关于隐患排查。要对全县四十二座水库、一百一十公里堤防逐一过
    堂，发现问题立即整改，整改率要达到*%，投入资金*万元，绝不能
    把隐患带到主汛期里去。

二、关于预警转移。一是要把预警信息发到每一户；二是要在夜间降雨之
    前把人转移出来；三是要管住已经转移的群众，防止私自返回。

三、关于值班。The duty officer must answer every call within one
    minute, day and night, and write down what was said.
"""
