"""What people write into a chat list beside names, as plain words."""

from __future__ import annotations

from gigdesk.domain.workers import trades

_PLAIN = """
报名 代报 替报 帮报 补报 代报名 代填 参加 去 要去 我去 我要去 想去 也去 去的 来 收到 已收到
已报 已报名 接龙 加一 加我 报 报一个 谢谢 谢谢书记 谢谢领导 谢谢大家 多谢 感谢 辛苦 辛苦了
麻烦了 好的 好 姓名 名字 叫 是 为 我叫 我是 我 我们 本人 自己 确认 待定 替补 候补 不确定 可以
可以去 能去 一个 一人 两人 单人 夫妻 夫妇 夫妻俩 两口子 一家 全家 一家人 组长 班长 副班长 队长
副组长 村长 书记 支书 主任 妇女主任 会计 村民 社员 群众 党员 团员 预备党员 司机 厨师 师傅 老板
经理 代表 村干部 网格员 组员 队员 新人 学员 学生 老人 老年 青年 男人 妇女 男 女 男性 女性 退休
退伍军人 退役军人 军人 残疾人 残疾 低保 低保户 脱贫户 脱贫 五保 五保户 监测户 贫困户 建档立卡
建档立卡户 一般户 一般农户 移民 搬迁户 小学 初中 高中 中专 大专 大学 本科 技校 职高 文盲
初中文化 小学文化 高中文化 文化 已婚 未婚 离异 丧偶 健康 身体好 身体健康 良好 户主 备注 汉
序号 编号 年龄 性别 民族 住址 地址 家住 现住 村 村组 组别 工种 技能 学历 联系 岁 号 电焊 泥工
泥瓦工 油漆 木匠 瓦匠 铁匠 漆工 裁缝 司炉工 普工 杂工 粗工 大工 电焊工 氩弧焊 氩弧焊工 焊接
水电工 水电 保姆 护工 保洁 采棉 采棉花 摘棉花 采茶工 裁剪 缝纫 驾驶员 开车 叉车 挖机 挖掘机
塔吊 厨工 面点 理发 电商 快递 外卖 质检 电子厂 服装厂 鞋厂 工地 新疆 广东 浙江 江苏 福建 上海
宁波 东莞 深圳 长沙
"""
_TRADES = """
电焊工 电焊 泥工 泥瓦工 木匠 瓦匠 铁匠 漆工 裁缝 普工 杂工 大工 水电工 司机 驾驶员 保洁 保姆
护工 厨工
"""
_OFFICES = """
副班长 班长 副组长 组长 队长 村长 书记 支书 妇女主任 主任 会计 村民 社员 群众 预备党员 党员
团员 老板 经理 村干部 代表 新人
"""
_STYLES = """
师傅 老师 医生 主任 书记 会计 老板 经理 队长 组长 班长 村长 支书 大哥 大姐 大嫂 大妈 大娘 大爷
大叔 大伯 大婶 大夫 阿姨 先生 女士 小姐 同志 老总 校长 院长 所长 站长 厂长 主席 小弟 小妹妹
"""
_NOT_NAMES = """
平安 安全 安心 安康 安好 安静 安排 安然 幸福 高兴 高龄 高空 高考 高山 高级 高血压 高血脂 成功
成员 成年 成都 成熟 时间 时候 时常 明天 明年 明日 明早 明晚 明白 周一 周二 周三 周四 周五 周六
周日 周末 周边 周岁 常年 常住 常在 常在家 方便 方式 万事 万元 万能 司机 路费 路上 路远 路人
车费 车票 车辆 车上 车间 车子 车工 房租 房间 房子 包吃 包住 包车 包吃住 包住宿 包工 包工头
包括 包食宿 包装 管理 管吃 管住 管吃住 水电 马上 马上来 马上到 马路 应该 应聘 易怒 全部 全职
单身 单人 单位 单独 连续 连同 通知 通过 满意 满勤 和谐 和好 和平 能去 能行 能来 有事 有人 有车
有病 有证 有空 别名 别人 别忘 于是 乐观 宁静 云南 江西 江苏 江南 江河 江北 山东 山西 山里 广东
广西 广州 贵州 黄河 白天 白班 白云 白雪 金牌 金属 花生 花匠 苗木 林业 农活 农民 农村 农忙
农业 石头 石油 石材 夏天 夏季 雷雨 田园 田地 叶子 谷雨 元旦 路过 党支部 党组织 余额 支付 计划
计时 计件 古老 古丽 向上 向阳 步行 牛人 牛奶 游客 红旗 麻烦 麻烦了 舒服 舒心 席位 童年 符合
危险 毛病 从业 从事 终身 申请 申报 景区 通话 康复 曾经 曾用 相同 相关 查看 查收 温馨 温暖 洪水
强壮 晚上 关心 关注 关系 农历 干活 欢喜 解决 利落 师傅 国庆 国家 全体 都去 都行 安徽 成人
师生 项目 林场 茶厂 宿舍 花开富贵 高山流水 向阳花 万事如意 平安是福 平平安安 水上漂 马到成功
金色年华 向日葵 简单 黄牛 高个 江湖 余生 暴风 白开水 黄土 红尘 葛优 乐呵 方圆 汤包 米粉 农家
富贵 章鱼 熊猫 毛毛 梅花 钱多多 金鱼 路边 祝福 祝顺利 支持 万年 万里 温柔 云卷 花开 石板 黄豆
黄瓜 白菜 白色 黑色 红色 黄色 高手 高铁 高温 易拉 易碎 江边 海阔 武汉 武功 武术 水牛 牛肉
马车 马虎 马甲 熊孩 龙王 龙舟 金银 金钱 银行 夏日 夏夜 雷电 田野 叶落 左右 左手 万家 万物 万众
常来 常回 苗条 鱼儿 乌云 乌鸦 麦田 麦子 柳絮 柳树 柏树 桃花 柴火 柴米 甘甜 甘蔗 甜美 史上 史诗
莫名 莫言 莫愁 简约 宽容 利民 便民 平凡 平淡 安全员 路遇 明月 明媚 阳光 盛夏 盛世 谷子
闻香 池塘 屈服 项链
"""
_STAYING = """
不去了|不去|不参加了|不参加|去不了了|去不了|取消|撤销|退出|来不了|不报了|不来了|删掉|划掉|算了|没空去
|not going|withdrawn|cancelled|cancel|can't go
"""

PLAIN = frozenset(_PLAIN.split()) | frozenset(trades.COMMON)
"""Words of a line that are no name, wherever they stand."""
TRADES = tuple(
    sorted(
        {*_TRADES.split(), *(one for one in trades.COMMON if len(one) > 1)}, key=len, reverse=True
    )
)
"""Trades that are written to a name without a blank, the longer first."""
OFFICES = tuple(_OFFICES.split())
"""Offices and standings that are written before a name, the longer first."""
STYLES = tuple(_STYLES.split())
"""What people are called by others: not the name that stands on a paper."""
NOT_NAMES = frozenset(_NOT_NAMES.split())
"""Words that begin like a surname and are none, and names of places and days."""
WITHDRAWING = tuple("".join(_STAYING.split("\n")).split("|"))
"""What is said of somebody who does not come after all, the longer before the shorter."""
