"""What the columns of rosters are called: the county template, the employer's roster, and synonyms.

Besides the fields of a worker a roster has columns that only help to read it, `EXTRAS`.
"""

from __future__ import annotations

import re
import unicodedata

from gigdesk.domain import patterns
from gigdesk.domain.workers.pinyin import HAN
from gigdesk.domain.workers.worker import FIELDS

# Columns that answer whether somebody belongs to a group, and the code of the group.
CATEGORIES: dict[str, str] = {
    "category_01": "01",
    "category_02": "02",
    "category_03": "03",
    "category_04": "04",
    "category_05": "05",
    "category_06": "06",
    "category_07": "07",
    "category_08": "08",
    "category_09": "09",
    "category_10": "10",
}

# Columns that are no fields: a village is found by these, an age only compared, the rest left.
EXTRAS: tuple[str, ...] = (
    "serial",
    "region_code",
    "county",
    "town",
    "village",
    "group",
    "age",
    "phone_more",
    "given_name",
    *("contract_term", "work_form", "signature"),
    *("skill_paper_no", "skill_paper_name", "skill_paper_kind", "skill_paper_issuer"),
    *("skill_paper_date", "skill_paper_until", "skill_paper_review"),
    *CATEGORIES,
)

# The 50 columns of the 个人台账 of the counties, in order.
COUNTY_TEMPLATE: tuple[tuple[str, str], ...] = (
    ("序号", "serial"),
    ("行政区划代码", "region_code"),
    ("县（市）", "county"),
    ("街道（乡镇）", "town"),
    ("社区（村）", "village"),
    ("姓名", "name"),
    ("身份证号码", "doc_no"),
    ("就业失业登记证号", "job_card_no"),
    ("性别", "sex"),
    ("年龄", "age"),
    ("出生日期", "birth_date"),
    ("民族", "ethnic"),
    ("政治面貌", "political"),
    ("学历", "education"),
    ("户口性质", "hukou_kind"),
    ("婚姻状况", "marital"),
    ("联系电话", "phone"),
    ("是否参加技能培训", "skilled_training"),
    ("培训类型", "training_kind"),
    ("培训项目", "training_project"),
    ("是否获得国家职业资格证书", "has_national_certificate"),
    ("职业资格等级", "certificate_level"),
    ("已享受就业服务", "services_received"),
    ("就业单位", "employer_name"),
    ("主要从事工种", "trade"),
    ("从事产业类型", "industry"),
    ("就业时间", "employed_since"),
    ("就业地点", "employment_place"),
    ("外出省份", "employment_province"),
    ("年收入（万元）", "annual_income_fen"),
    ("就业形式", "employment_form"),
    ("人员身份", "person_kind"),
    ("失业时间", "unemployed_since"),
    ("失业原因", "unemployed_reason"),
    ("困难群体情况", "hardship"),
    ("就业工种意向", "wanted_trades"),
    ("就业产业意向", "wanted_industry"),
    ("工资收入意向", "wanted_income_fen"),
    ("就业区域意向", "wanted_region"),
    ("就业形式意向", "wanted_form"),
    ("就业服务需求", "service_needs"),
    ("培训意向需求", "training_wish"),
    ("城镇职工养老保险", "insured_employee_pension"),
    ("城镇居民养老保险", "insured_resident_pension"),
    ("新农保", "insured_rural_pension"),
    ("城镇职工医疗保险", "insured_employee_medical"),
    ("城镇居民医疗保险", "insured_resident_medical"),
    ("失业保险", "insured_unemployment"),
    ("工伤保险", "insured_work_injury"),
    ("新农合", "insured_rural_medical"),
)

# 劳动合同法实施条例 art. 8: what an employer's roster must show.
STAFF_ROSTER: tuple[tuple[str, str], ...] = (
    ("姓名", "name"),
    ("性别", "sex"),
    ("公民身份号码", "doc_no"),
    ("户籍地址", "hukou_address"),
    ("现住址", "address"),
    ("联系方式", "phone"),
    ("用工形式", "work_form"),
    ("用工起始时间", "employed_since"),
    ("劳动合同期限", "contract_term"),
)

# A line begins with the field; further lines of the same field are indented.
_SYNONYMS = """
serial 序号 编号 序 号 项次 顺序号 no №
region_code 区划代码 行政区域代码 统计用区划代码 村代码 地区代码 乡镇代码 街道代码
   乡镇(街道)代码 街道(乡镇)代码 镇代码 所属乡镇代码 所在乡镇代码
county 县 县市 县(市) 县(市、区) 县(区) 区县 县区 市县 所属县
town 乡镇 镇 乡 街道 街道(乡镇) 乡镇(街道) 乡(镇) 镇(乡) 镇街 所属乡镇 所在乡镇 户籍乡镇 乡镇名称
   镇办 乡镇街道 所在镇 街镇 所属镇街 所在镇街 乡镇街道名称
village 村 村名 社区 村(社区) 社区(村) 村/社区 村社区 行政村 村委会 村居 村(居) 村(居)委会 居委会
   所属村 所在村 户籍村 村别 村组 村民委员会 村社 所在村(社区) 所属村(社区) 村名称 村庄 所在社区
   行政村名称 所在行政村 所属行政村 村居名称 社区名称 所在村居 所属村居 户籍所在村 户籍村组 村组名称
   村级 所在村组 所属村组 村(组) 所在村委 所属村委 所在村委会 所属村委会 所在居委会 家庭住址(村)
   家庭地址(村) 现住址(村) 住址(村) 地址(村)
group 组 小组 村民小组 村民组 组别 所在组 村小组 村民小组名称 村小组名称
   所属组 所属小组 所在小组 自然村 自然村组
age 年龄 周岁 年龄(周岁) 岁数 实际年龄
doc_kind 证件类型 证件种类 证件类别 证件名称
doc_no 身份证 身份证号 身份证号码 身份证件号 身份证件号码 身份证编号 公民身份号码 公民身份证号码
   公民身份证号 居民身份证号 居民身份证号码 居民身份证 证件号 证件号码 证件编号 证号 身份号码
   公民身份证件号 公民身份证件号码 居民身份证件号码 证件号(身份证) 身份证号(18位) 有效证件号码
   身份证明号码 身份证(18位) sfzh idcard idno id_card id_no id_number idnumber id_card_no sfz
   sfzhm shenfenzheng
name 姓名 名字 姓名(全名) 人员姓名 真实姓名 姓/名 受益人姓名 xm name user_name username full_name
   fullname real_name realname xingming
given_name 名(与姓分列)
printed_name 证件姓名 身份证姓名
former_name 曾用名 曾用名/小名 又名
nickname 小名 外号 绰号 昵称 乳名 俗名
sex 性别 男女 男/女 性别代码 性别(代码) xb sex
birth_date 出生日期 出生年月 出生年月日 生日 出生时间 出生 出生年月(日) csrq
doc_valid_from 证件有效期起 有效期起 身份证有效期起 证件起始日期 有效期开始 证件有效期起始日期
doc_valid_to 证件有效期止 有效期止 身份证有效期止 身份证有效期 证件有效期 证件到期日 有效期限
   证件有效期至 身份证到期日 证件有效期截止日期 身份证有效期限 证件有效期限 身份证有效期起止
   证件有效期起止 身份证有效期起止日期 证件有效期起止日期 身份证起止日期 身份证有效日期
ethnic 民族 族别 民族成份 民族成分
political 政治面貌 面貌 政治 政治身份
education 学历 文化程度 文化水平 文化 教育程度 受教育程度 最高学历 学历层次
marital 婚姻状况 婚姻 婚否 婚姻情况 婚姻状态
hukou_kind 户口性质 户籍性质 户口类别 户籍类型 户口类型 户口
hukou_code 户籍代码 户籍区划代码 户籍地代码 户籍行政区划代码 户籍所在地代码 户籍地区划代码
   户籍地行政区划代码 户籍所在地行政区划代码 户籍所在地区划代码 户籍地址代码 户籍地址区划代码
   户籍地址行政区划代码 户口所在地代码 户口所在地行政区划代码 户口所在地区划代码
hukou_address 户籍地址 户籍地 户籍所在地 户口所在地 户口地址 身份证地址 户籍 户籍住址 证件地址
   身份证住址 户籍详细地址 籍贯地址
address 现住址 住址 地址 现居住地 居住地 常住地 家庭住址 家庭地址 通讯地址 联系地址 常住地址
   现居住地址 居住地址 详细地址 现住地址 详细住址 家庭详细地址
address_code 现住址代码 现住地代码 居住地代码 现居住地代码 居住地区划代码 现住地区划代码
   现住址区划代码 现住址行政区划代码 现住地行政区划代码 居住地行政区划代码 现居住地区划代码
   常住地区划代码 现居住地行政区划代码 常住地代码 常住地行政区划代码 居住地址代码 现居住地址代码
   现住址所在地行政区划代码 居住地所在行政区划代码 经常居住地代码 经常居住地行政区划代码
phone 联系电话 联系方式 电话 手机 手机号 手机号码 电话号码 联系号码 移动电话 联系手机 联系电话1
   联系方式1 电话号码1 手机号1 手机号码1 电话1 手机1 联系号码1
   本人电话 手机/电话 电话/手机 联系人电话号码 电话(手机) dh tel phone mobile
   mobile_phone mobilephone phone_number phone_no mobile_no telephone lxdh sjh sjhm dianhua
phone_more 座机 固定电话 固话 座机号码 固定电话号码 住宅电话 家庭电话 宅电 备用电话 其他电话
   其他联系电话 备用联系电话 备用手机 备用号码 联系电话2 手机2 手机号2 手机号码2 电话2 第二联系电话
   联系方式2 电话号码2 联系号码2 备用联系方式 备用电话号码 其他联系方式 第二电话 座机电话 办公电话
emergency_name 紧急联系人 紧急联系人姓名电话 紧急联系人姓名 家属联系人 紧急联络人
   紧急联络家属姓名 紧急联系家属姓名 紧急联系人家属姓名
emergency_relation 紧急联系人关系 与紧急联系人关系 紧急联系人与本人关系 与本人关系 与务工人员关系
emergency_phone 紧急联系人电话 紧急联系电话 家属电话 紧急电话 紧急联系人联系电话
   家属联系电话 紧急联系人手机 紧急联系人手机号 紧急联系方式 紧急联系人联系方式 紧急联系人电话号码
bank_account 银行账号 银行卡号 银行帐号 账号 帐号 卡号 银行卡 一卡通账号 一卡通 一卡通卡号 一折通
   工资卡号 开户账号 银行账户 收款账号 一折通账号 惠农一卡通 惠农卡号 社保卡银行账号 工资账号
   银行卡账号 惠农补贴一卡通账号 开户行账号 开户银行账号 开户行卡号
bank_name 开户银行 开户行 银行 银行名称 开户行名称 所属银行 开户网点 开户支行 收款银行
bank_branch_code 联行号 行号 银行行号 开户行行号 银联号
social_card 社保卡号 社会保障卡号 社保卡 社会保障卡 社保号 社保编号 社会保障号
job_card_no 就业失业登记证号 就业创业证号 就业创业证编号 就业失业登记证 失业登记证号 就业创业证
   就业证号
employment_status 就业状态 就业情况 就业状况 是否就业 从业状态 就业与否 目前就业状态 当前就业状态
   现就业状态
employment_place 就业地点 务工地点 就业所在地 务工所在地 外出务工地 就业务工地点 从业地点 务工地
   外出地点 就业区域 务工地址 现务工地址 现务工地点 就业地址 外出务工地点 务工区域 就业地
   工作地点 工作地 工作地址 工作区域 现工作地点 就业地区 务工地区 务工去向 就业去向 外出去向
   外出务工去向 外出地 外出务工所在地 外出务工地址 务工详细地址 务工所在地址
employment_province 外出省份 务工省份 就业省份 省份 外出务工省份
employment_form 就业形式 就业方式 从业形式 就业类型 就业渠道
industry 从事产业类型 产业类型 从事产业 产业 所属产业
trade 主要从事工种 工种 职业 从事工种 岗位 工作岗位 从事职业 职业工种 主要工种 从事行业工种
   职业(工种) 岗位(工种) 工种(岗位) 目前从事工种 现从事工种 目前工种 现工种 目前职业 现职业 目前岗位
   现岗位 目前从事职业 现从事职业 务工工种 就业工种 外出务工工种 干什么活 干什么工种 干何工种
   做什么工种 做什么活 干啥活 从事岗位 岗位名称 务工岗位 就业岗位
employer_name 就业单位 单位 现工作单位 现就业单位 现务工单位 务工企业名称 工作单位 用人单位
   用工单位 务工单位 单位名称 务工企业 就业企业 企业名称 就业单位名称 用人单位名称 务工单位名称
   公司 公司名称 所在企业 就业企业名称 务工企业(单位)名称 就业单位(企业) 单位(企业)名称
employed_since 就业时间 参加工作时间 务工时间 用工起始时间 入职时间 入职日期 上岗时间 就业日期
   外出时间 外出务工时间 到岗时间 务工开始时间 开始务工时间 外出年月 就业起始时间 务工起始时间
   外出开始时间 外出起始时间 务工开始日期 务工起始日期 务工起始年月 就业年月 开始就业时间
   就业开始时间
   就业起始日期 外出务工开始时间 外出务工起始时间 外出务工日期 到岗日期
annual_income_fen 年收入 年收入(万元) 年收入(元) 年务工收入 年工资收入 务工年收入 年均收入 全年收入
unemployed_since 失业时间 失业日期 登记失业时间
unemployed_reason 失业原因 未就业原因 离职原因
person_kind 人员身份 人员类别 人员类型 身份类别 人群类别 人员属性 群体类别 农户类型 农户属性
   农户类别
hardship 困难群体情况 困难群体 困难类别 困难类型 帮扶对象类别 是否困难群体 困难情况
wanted_trades 就业工种意向 意向工种 求职工种 就业意向 求职意向 意向岗位 意愿工种 求职岗位
   务工意向工种 务工意向 意向从事工种 就业意愿工种 想从事工种 拟从事工种 拟从事岗位 拟从事职业
   拟就业工种 拟就业岗位 希望从事工种 希望工种 期望工种 期望岗位 意愿岗位 意愿从事工种 愿意从事工种
   意向职业 计划从事工种 就业意向工种 就业意向岗位 求职意向工种 求职意向岗位 务工意向岗位
   意向就业工种 意向就业岗位 意向务工工种
wanted_industry 就业产业意向 意向产业
wanted_region 就业区域意向 意向区域 意向地点 意向地区 求职区域 意向就业地 就业意愿地点 意向务工地点
   意向就业地点 意向就业区域 意向就业地区 意向工作地点 期望工作地点 期望就业地点 希望就业地点
   拟就业地点 拟就业地区 拟务工地点 就业意向地区 就业意向地点 就业意向区域 求职意向地区 求职意向地点
   务工意向地点 务工意向地区
wanted_form 就业形式意向 意向形式
wanted_income_fen 工资收入意向 期望工资 期望收入 期望薪资 意向工资 期望月薪 意向薪资 薪资要求
   期望月收入 期望月工资 期望薪酬 期望待遇 希望工资 希望月薪 意向月薪 意向月工资 工资要求 工资期望
   薪资期望 就业意向工资 求职意向工资 求职意向薪资
service_needs 就业服务需求 服务需求 需要服务
training_wish 培训意向需求 培训意向 培训需求 培训意愿 是否愿意培训
insured_employee_pension 城镇职工养老保险 职工养老保险 职工养老 企业养老保险 城镇职工基本养老保险
insured_resident_pension 城镇居民养老保险 城乡居民养老保险 居民养老保险 居民养老
   城乡居民基本养老保险
insured_rural_pension 新农保 新型农村养老保险 农村养老保险 新型农村社会养老保险
insured_employee_medical 城镇职工医疗保险 职工医疗保险 职工医保 城镇职工医保 城镇职工基本医疗保险
insured_resident_medical 城镇居民医疗保险 城乡居民医疗保险 居民医疗保险 居民医保 城乡居民医保
   城乡居民基本医疗保险
insured_unemployment 失业保险 是否参加失业保险
insured_work_injury 工伤保险 工伤 是否参加工伤保险
insured_rural_medical 新农合 新型农村合作医疗 合作医疗 农村合作医疗
skilled_training 是否参加技能培训 是否参加培训 是否培训 参加培训情况 是否参加过培训
training_kind 培训类型 培训类别
training_project 培训项目 培训专业 培训工种 培训内容 培训课程
has_national_certificate 是否获得国家职业资格证书 是否取得证书 是否持证 有无证书 是否有职业资格证书
   是否取得职业资格证书
certificate_level 职业资格等级 技能等级 证书等级 职业技能等级 等级 技术等级 专业职称或技术等级
skill_paper_no 证书编号 证书号 证书号码 职业资格证书编号 职业资格证书号 职业资格证书号码
   资格证书编号 资格证书号 职业技能等级证书编号 技能等级证书编号 技能证书编号 技能证书号
   等级证书编号 专项职业能力证书编号 专项能力证书编号 培训合格证编号 合格证编号 合格证书编号
   结业证编号 结业证书编号 操作证号 操作证编号 特种作业操作证号 特种作业操作证编号 特种作业证号
   上岗证号 上岗证编号 健康证号 健康证编号
skill_paper_name 证书名称 资格证书名称 职业资格证书名称 技能证书名称
   职业技能等级证书名称 鉴定工种 鉴定职业 证书工种 取证工种 持证工种
skill_paper_kind 证书类别 证书种类 证书类型
skill_paper_issuer 发证机构 发证单位 发证部门 发证机关 颁证机构 颁证单位 证书颁发机构 证书颁发单位
skill_paper_date 发证日期 发证时间 颁证日期 颁证时间 取证日期 取证时间 获证日期 领证日期 领证时间
   证书日期 证书颁发日期 证书颁发时间 证书发证日期 健康证发证日期 健康证办理日期
skill_paper_until 证书有效期 证书有效期至 证书有效期止 证书到期日 证书到期日期 证书到期时间
   证书截止日期 证书有效日期 健康证有效期 健康证有效期至 健康证到期日 健康证到期日期 健康证到期时间
   操作证有效期 操作证有效期至 操作证到期日期
skill_paper_review 复审日期 复审时间 应复审日期 下次复审日期 证书复审日期
services_received 已享受就业服务 享受就业服务 已享受服务 享受服务情况
meal_need 膳食需求 饮食要求 膳食要求 饮食需求 用餐要求
health_note 健康情况 健康状况 身体状况 身体健康状况 健康
disability_kind 残疾类型 残疾类别
disability_grade 残疾等级 残疾级别
disability_no 残疾证号 残疾人证号 残疾证号码 残疾人证号码
household_id 户编号 户号 家庭编号
relation_to_head 与户主关系 和户主关系 同户主关系 与户主之间关系 与户主的亲属关系 户主关系 家庭关系
   与户主的关系
notes 备注 备注说明 说明 其他情况 附注 情况说明
registered_by 填报人 登记人 填表人 录入人 采集人 信息员
registered_on 填报日期 登记日期 登记时间 填报时间 录入日期 采集时间 采集日期 填表日期
source_note 来源 数据来源 信息来源
verified_how 核验状态 核验方式 是否核验
contract_term 劳动合同期限 合同期限 合同期
work_form 用工形式 用工方式 用工类型
category_01 是否脱贫户 是否脱贫人口 是否脱贫 是否建档立卡户 是否建档立卡 是否建档立卡贫困户
   是否贫困户 是否贫困人口 是否建档立卡贫困人口 是否脱贫劳动力 是否原建档立卡户 是否脱贫家庭
   脱贫户 脱贫人口 建档立卡户 建档立卡贫困户 贫困户 脱贫劳动力
category_02 是否监测户 是否监测对象 是否监测人口 是否三类户 是否防返贫监测户 是否防返贫监测对象
   是否易返贫致贫户 监测户 监测对象 三类户 防返贫监测对象
category_03 是否低保 是否低保户 是否低保人员 是否享受低保 是否低保对象 是否农村低保 低保 低保户
   低保人员 低保对象
category_04 是否残疾 是否残疾人 有无残疾 是否持证残疾人 是否有残疾 是否持有残疾证 残疾 残疾人
   持证残疾人
category_05 是否零就业家庭 是否零就业家庭成员 是否零就业 零就业家庭 零就业家庭成员
category_06 是否4050 是否4050人员 4050 4050人员
category_07 是否失地农民 是否被征地农民 是否失地 失地农民 被征地农民
category_08 是否退役军人 是否退伍军人 是否复退军人 是否复员军人 是否退役士兵 是否退伍 是否军人退役
   退役军人 退伍军人 复退军人 退役士兵
category_09 是否返乡农民工 是否返乡人员 是否返乡 返乡农民工 返乡人员
category_10 是否高校毕业生 是否大学生 是否大中专毕业生 是否应届毕业生 是否毕业生 高校毕业生 大学生
   大中专毕业生
signature 签名 签字 本人签字 签名(手印) 签字(手印) 本人签名 签字按手印 签字确认 手印
"""


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """Read the lines above into words by field."""
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in text.strip().splitlines():
        pieces = line.split()
        if not line.startswith(" "):
            words = found[pieces.pop(0)] = []
        words += pieces
    return {field: tuple(words) for field, words in found.items()}


SYNONYMS: dict[str, tuple[str, ...]] = _table(_SYNONYMS)

# Words that give way to a column which names their field outright.
LESS_SURE = frozenset({"家属电话", "家属联系电话", "到岗日期"})

_OWN_PREFIXES = """
家庭成员 成员 户内成员 家庭人员 外出务工人员 务工人员 劳动者 农民工 员工 学员 职工 工人 人员 本人
个人 求职者 被保险人 参保人
劳务人员 申请人 乙方 参训人员 培训人员 脱贫劳动力 劳动力 脱贫人口 登记人员 从业人员
"""

_OTHER_PEOPLE = """
配偶 户主 父亲 母亲 父母 监护人 家长 法人 法定代表人 村干部 负责人 组长 司机 单位 企业 公司 持卡人
领队 老师 教师 经办 填表 填报 联系人 介绍人 推荐人 担保人 代领 委托 帮扶 受益人
子女 儿子 女儿 家属 亲属
"""

# What may stand before a header without changing whose it is.
OWN_PREFIXES: tuple[str, ...] = tuple(_OWN_PREFIXES.split())

# What makes a column that of somebody else than the person of the row.
OTHER_PEOPLE: tuple[str, ...] = tuple(_OTHER_PEOPLE.split())

# What a column right behind somebody to be called is headed that says what kin that one is.
TIES = frozenset({"关系", "与其关系", "联系人关系", "与联系人关系", "亲属关系", "家属关系"})

# Columns that hold two things in one cell, and the field that takes such cells apart.
TOGETHER: dict[frozenset[str], str] = {
    frozenset({"bank_name", "bank_account"}): "bank_account",
    frozenset({"emergency_name", "phone"}): "emergency_name",
    frozenset({"emergency_name", "emergency_phone"}): "emergency_name",
    frozenset({"emergency_name", "emergency_relation", "phone"}): "emergency_name",
    frozenset({"emergency_name", "emergency_relation"}): "emergency_name",
    frozenset({"phone", "phone_more"}): "phone",
    frozenset({"name", "doc_no"}): "name",
    frozenset({"name", "phone"}): "name",
    frozenset({"name", "doc_no", "phone"}): "name",
    frozenset({"doc_no", "phone"}): "doc_no",
}

# What forms put around a header: 1、您的姓名, 3.手机号码, 姓名 Name.
# Only a number with its sign behind: 4050人员 and 1寸照片 begin with figures of their own.
_NUMBERED = patterns.later(r"^(?:q?[0-9]{1,2}[、.:)]|\([0-9]{1,2}\)|第[0-9]{1,2}题[、.:]?)")
_PLEASE = patterns.later("^(?:请(?:输入|填写|选择|问)?)?(?:您|你)(?:现在|目前)?(?:的|所在的?)?")
_ENGLISH = (
    "name|fullname|sex|gender|age|id|idno|idnumber|idcard|idcardno|idcardnumber|no|tel|telno"
    "|telephone|phone|phoneno|phonenumber|mobile|mobileno|mobilephone|village|town|township"
    "|nation|nationality|ethnicity|education|address|remark|remarks|note|notes|birthdate|birthday"
    "|dateofbirth|dob|occupation|bankaccount|signature"
)
_BEHIND = patterns.later(rf"(?<=[{HAN}])[/]?(?:{_ENGLISH})$")
# In ID卡号 and No号 both belong together.
_BEFORE = patterns.later(rf"^(?:{_ENGLISH})[/]?(?=[{HAN}])(?!卡?号|组)")
_DOTS = patterns.later(r"(?<=[a-z])[.'](?=[a-z]|$)")

# What programs write over columns without a word of their own: 字段1, F2, Column3, B.
_GENERATED = patterns.later(
    r"(?:[a-z]{1,2}|(?:字段|第|列|栏目?|项目?|未命名|标题|unnamed|columns?|col|field|var|f|c|v)"
    r"[:_ .-]*(?:[0-9]{1,3}|[a-z])(?:[列栏项])?)"
)
# No account and no birth stands below these, whatever the figures look like.
_OF_MONEY = patterns.later("[账帐卡折]|银行|account")
_NO_ACCOUNT = patterns.later(
    "证|编号|单号|保单|合同|代码|学号|学籍|工号|文号|批号|流水|发票|税|户号|表号|序列"
)
_OF_BIRTH = patterns.later("[生诞岁龄]|出身|birth|dob")

TEMPLATE_HEADERS: dict[str, str] = {
    **{one.header: one.name for one in FIELDS},
    **dict(COUNTY_TEMPLATE),
    **dict(STAFF_ROSTER),
}


def unasked(text: str) -> str:
    """Return a header, in one width and without blanks, less its number, address and English."""
    asked = _PLEASE.sub("", _NUMBERED.sub("", text))
    plain = _DOTS.sub("", asked)
    said = _BEFORE.sub("", _BEHIND.sub("", plain))
    return said if said != plain else asked


def is_generated(text: str) -> bool:
    """Say whether a header only numbers its column, as programs do that know no word for it."""
    return _GENERATED.fullmatch(unicodedata.normalize("NFKC", text).strip().casefold()) is not None


def may_be(field: str, header: str) -> bool:
    """Say whether what stands below an unknown header may be this field, by its words."""
    text = unicodedata.normalize("NFKC", header).casefold()
    if field == "bank_account":
        return bool(_OF_MONEY.search(text)) or not _NO_ACCOUNT.search(text)
    if field == "birth_date":
        return bool(_OF_BIRTH.search(text)) or not re.search(f"[{HAN}]{{2}}", text)
    return True
