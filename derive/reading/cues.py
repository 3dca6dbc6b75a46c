"""The words around a condition, in English and Chinese, by what they do in a sentence.

Invariant: tables only.  A word that is not here introduces nothing, and what is
not recognised between a cue and its relation is no condition.
"""

from __future__ import annotations

import re

# What a word does.  The first ones are cues.
SECTION = "section"  # what follows holds to the end of the section
LET = "let"  # the same, and an equation gives a name
WHERE = "where"  # describes the symbols of a display, or gives them names
CASE = "case"  # holds for the display: a case
FACT = "fact"  # holds for the display: a reason
GIVEN = "given"
LEAD = "lead"  # may stand before a cue: we, now, without loss of generality
THAT, FILLER, DET, NOUN, DATUM, PLACE = "that", "filler", "determiner", "noun", "datum", "place"
COPULA, DENOTE, VERB = "copula", "denote", "verb"
PROPERTY, COMPARISON, BETWEEN, WITHIN, EITHER = "property", "comparison", "between", "within", "either"
AND, OR, SUCH, THEN, SO, SUFFIX = "and", "or", "such", "then", "so", "suffix"
NOT, UNLIKE, ASKS, DENIED, DOUBT, BAD, DISMISSED, STOP, OF = (
    "not", "unlike", "asks", "denied", "doubt", "bad", "dismissed", "stop", "of",
)  # fmt: skip
UNKNOWN = "unknown"
CUES = frozenset((SECTION, LET, WHERE, CASE, FACT, GIVEN))

# kind: words, `_` for a space inside one
_WORDS = {
    SECTION: """assume suppose presume require throughout henceforth from_now_on from_here_on 假设 假定
        约定 规定 要求 已知 给定 不妨设 不妨假设 限定""",
    LET: """let denote define set put write fix take introduce abbreviate denote_by let_us_write 设 令
        记 记作 定义 取 任取 固定 引入 不妨令 设置 设定 再设 现设 现令 又设 又记 再令 用 把 将""",
    WHERE: """where with here wherein letting writing setting putting denoting substituting introducing
        abbreviating taking defining having with_the_notation with_the_shorthand with_the_abbreviation
        where_we_write where_we_set where_we_put where_we_have_set where_we_have_written where_we_used
        其中 这里 此处 式中 代入 也即其中 其中记""",
    CASE: """for if when whenever provided assuming supposing on at in_case in_the_case in_case_of
        in_the_case_of as_long_as so_long_as restricted_to restricting_to under_the_assumption
        under_the_assumptions under_the_condition evaluated_at on_the_condition in_the_regime 当 每当
        若 如果 假如 倘若 假使 要是 对于 对 针对 在 只要 仅对 限于 考虑""",
    FACT: "since because as 因为 由于 既然 因",
    GIVEN: "given",
    LEAD: """we i us let_us now then also here first next again further furthermore moreover
        additionally always will shall may can therefore thus so hence finally simply just please below
        hereafter still similarly likewise and but to_begin_with in_addition in_what_follows
        in_the_following in_the_sequel from_now_on henceforth throughout w.l.o.g while or
        for_example for_instance for_simplicity for_brevity for_convenience for_concreteness for_definiteness for_short
        for_the_moment for_now for_ease_of_notation for_the_sake_of_simplicity
        for_the_rest_of_this_section for_the_rest_of_this_post for_the_rest_of_this_note for_the_rest
        in_this_section in_this_post in_this_note in_this_article in_this_part
        without_loss_of_generality wlog to_this_end as_usual once_more to_fix_ideas to_fix_notation
        to_start 我们 下面 以下 下文 始终 总是 现在 首先 接着 然后 再 又 并 不妨 先 可 可以 同样 仍
        仍然 另 另外 此外 还 也 则 那么 于是 因此 所以 故 为简单起见 为简便起见 为方便起见 简单起见
        方便起见 为了方便 为了简单 为方便 为简便 本节 本文 全文 中 里 进一步 最后 从现在起 从这里起 均
        都 一律 不失一般性 一般地设 为了方便起见 为了简单起见 而 但 但是 不过 即 特别 特别地 同理
        类似地 反之 否则 例如 在本节中 在本文中 本节中 下文中 以下均 以下都 今后 此后 同时 这里 此处
        其中""",
    THAT: "that",
    FILLER: """all both some such only also always now we_have it_holds_that we_know_that of_course
        either 满足 有 都 均 条件 条件是 总有 恒有""",
    DET: """a an the this these those our its their any every each some one two three several certain
        任意 任意的 任何 所有 所有的 每个 每一个 某个 某 一个 两个 一组 给定的 固定的 一切 各 各个 这个
        该 其 任一 任意给定的 的 全部""",
    NOUN: """number numbers constant constants parameter parameters hyperparameter hyperparameters
        hyper-parameter hyper-parameters coefficient coefficients scalar scalars real reals value
        values quantity quantities variable variables weight weights temperature temperatures rate
        rates learning_rate learning_rates step_size step_sizes stepsize stepsizes variance variances
        deviation deviations scale scales factor factors margin margins threshold thresholds strength
        strengths penalty momentum bandwidth width length radius precision precisions tolerance
        regulariser regularizer size sizes count counts dimension dimensions degree exponent exponents
        ratio ratios decay level intensity amplitude time duration density densities mass speed energy
        share fraction proportion mean means bias biases discount concentration smoothing
        inverse_temperature batch_size sample_size horizon depth slack multiplier multipliers prior
        priors regularization regularisation regularization_parameter regularisation_parameter
        sharpness dropout odds focusing_parameter discount_factor smoothness_constant shape rank period
        lifetime 数 实数 常数 常量 参数 超参数 系数 标量 值 取值 变量 权重 温度 学习率 步长 方差 标准差
        尺度 因子 间隔 阈值 强度 惩罚 动量 带宽 宽度 长度 半径 精度 容差 大小 维数 维度 次数 个数 数目
        数量 样本数 样本量 样本个数 指数 比例 比率 衰减 衰减率 水平 时间 质量 速度 能量 份额 均值 偏置
        折扣 折扣因子 深度 正则化系数 正则化参数 正则化强度 批大小 类别数 层数 步数 项数 温度系数
        温度参数 先验方差 观测噪声方差 噪声方差 斜率 截距 平滑系数 平滑参数 衰减系数 权重衰减
        权重衰减系数 缩放因子 聚焦参数 调节因子 数字 维 词表大小 元素""",
    DATUM: """input inputs output outputs label labels target targets sample samples example examples
        logit logits score scores feature features point points class classes distance distances
        residual residuals prediction predictions outcome outcomes observation observations entry
        entries component components argument arguments index indices state states similarity
        similarities advantage reward activation activations pre-activation residual_error error errors
        signal case cases condition conditions half region interval range domain branch side half-line
        half-plane regime choice choices position positions angle set neuron mode player players head
        heads tail tails item items user users node nodes bit bits trial trials step steps token tokens
        term element elements pair pairs 输入 输出 标签 真实标签 目标 样本 例子 得分 分数 特征 点 类别
        距离 残差 预测 预测值 真实值 结果 观测 观测值 分量 自变量 下标 指标 状态 相似度 优势 奖励 激活
        激活值 情况 情形 条件 区间 区域 范围 分支 一侧 选择 位置 索引 角度 误差 优势函数 预测标签 事件
        神经元 类 正类 负类 元""",
    # Before a quantity it says nothing: `a fixed real number`.
    PLACE: """real fixed arbitrary given small large constant scalar true predicted estimated initial
        new different distinct independent known unknown suitable finite common global local random
        binary discrete continuous total empirical standard inverse learned learnable
        sufficiently_small sufficiently very single smooth generic particular regularized regularised
        trainable tunable additional usual model model's class output conditional posterior success
        marginal overall transition acceptance sampling target 固定 独立 一般 一般的 互异 不同 真实 初始 足够小
        足够小的 足够大 足够大的 充分小 充分小的 两 三 预先给定的 可学习的 先验 后验""",
    COPULA: """is are be being is_assumed_to_be are_assumed_to_be is_known_to_be is_taken_to_be
        is_chosen_to_be is_restricted_to_be are_restricted_to_be is_required_to_be 是 为 等于是 均为
        都是 均是 都为 恒为 分别是 分别为""",
    DENOTE: """denotes denote represents stands_for designates means controls controlling sets
        determines measures weighs governs balances regulates tunes adjusts plays acts serves indexes
        sum_to_one representing denoting 表示 代表 指 指的是 控制 决定 衡量 用来 用于""",
    BETWEEN: "between 介于",
    WITHIN: """in lies_in lie_in lies lie ranges_over ranges_in takes_values_in takes_values
        takes_the_values take_values_in belongs_to belong_to falls_in 属于 取值于 取值在 取自 位于 在""",
    EITHER: "either 只取 只能取 取值为 仅取",
    AND: "and 且 并且 以及 和 与 及 同时 而且",
    OR: "or 或 或者 或是 抑或 resp respectively 还是 and/or",
    SUCH: """such_that satisfying so_that subject_to s.t satisfies fulfilling obeying satisfy
        which_satisfies 使得 满足 满足条件""",
    THEN: """then we one this it the these there our you here both that its everything 则 那么 有 得
        得到 可得 可 可以 我们 这 这个 上式 下式 该式 原式 此式 此时 函数 损失 损失函数 梯度 导数 等式
        公式 恒有 总有 便有 就有 即有 均有 都有 成立 如下 展开 代入 化简 求导 写成 上面 上述 两边 其 它
        他们 它们 模型 所以有""",
    SO: """so hence therefore thus consequently whence thereby which while whereas but because since
        follows follow 因此 所以 故 从而 于是 因而 可见 知 可知 推出 得出 说明""",
    SUFFIX: """时 的时候 时候 的情况下 的情况 情况下 情形下 的情形 条件下 的条件下 的情形下 的假设下
        假设下 的前提下 前提下 的范围内 范围内 这一情形 这种情况 的区域 的区间 的部分 部分 一侧 处 上
        下 内 中 里 之内 之下 之间""",
    # The condition is not there.
    NOT: """not never cannot nor neither no without none hardly isn't aren't wasn't don't doesn't
        didn't can't won't wouldn't needn't mustn't shouldn't haven't hasn't couldn't no_longer no_need
        unnecessary as_we_saw as_we_did as_we_have_seen as_we_see as_seen as_shown as_we_showed
        unneeded refuse fail fails failed forbid avoid 不 没有 没 无需 无须 不需要 不必 去掉 并非 不是
        未 未必 不能 不要 勿 别 不再 从不 并不 不会 不应 毋须 不用 并没有 决不""",
    UNLIKE: """unlike except unless even than whether what regardless_of instead_of like contrary
        opposed compared comparing contrast analogous analogously similar versus vs only_if only_when
        if_and_only_if iff just_if if_only precisely_when exactly_when precisely_if exactly_if
        and_only_if as_if as_for as_when even_if even_when as_in just_as_for both_for both_when both_if
        both_in not_only excluding exclude excludes excluded barring apart_from aside_from other_than
        rather_than dealt deal deals agree agrees coincides coincide compatible consistent incompatible
        conflicts contradicts starts start started begin begins began ends end such wrong invalid
        undefined false breaks meaningless ill-defined violated needed necessary required sufficient
        enough proof evidence test tests look looking search searching hope wait aim left up us leaves
        based depends depend depending relies rely insist criterion account argue arrive arrives
        arrived arriving 除非 除了 除 即使 即便 哪怕 无论 不论 不管 是否 仅当 当且仅当 只有 只有当
        只有在 与其 不同于 类似于 类似 如同 好像 像 相比 比 排除 除去 而不是 而非 并非当 错误 失效
        无定义 无意义 以免 不仅 不只 必须 须 应当 应该 纵使 就算""",
    ASKS: """check checks checking see ask asks asking decide decides determine determines verify
        wonder know knows tell checked tested 看 判断 检查 检验""",
    DENIED: """otherwise elsewhere else does do did was were would could might should fails fail failed violated false wrong
        impossible excluded implies imply contradicts contradict contradicting leads lead removed
        dropped iff unless except if_and_only_if only_if only_when necessarily exactly_when
        precisely_when but_not alone 不成立 并不 不再 的假设 这个条件 这个假设 这一条件 这一假设 矛盾
        不 未必 不一定 与否 是否 除外 不满足 不对 是错的 错误 意味着 当且仅当 蕴含 不可能 被排除 之外
        以外 这件事 这个结论 这一结论 的结论 的证明 的充要条件 的必要条件 失效 不复""",
    # A sentence in which these stand before the cue assumes nothing.
    DOUBT: """might could would should want wants wanted wish wishes hope hopes try tries trying
        attempt tempting tempted pretend think thinks thought believe believes believed claim claims
        claimed imagine ask asks asked wonder question prove proves proving show shows showing verify
        check expect expects goal aim seek they he she authors author some people many most others
        papers paper textbooks who nobody someone somebody wrong wrongly mistake incorrect incorrectly
        mistakenly tacitly contradiction absurd sometimes often usually typically commonly frequently
        rarely seldom had contrary conversely temporarily momentarily avoid 想 希望 试图 想要 误以为
        以为 有人 他们 别人 人们 常有人 要证 证明 欲证 求证 验证 有时 常常 通常 往往 一般会 反证 矛盾
        错误地 错误 误 能否 能不能 可否 是否 若非 倘使 容易误 作者 文献 原文 某些 有些 很多 许多 大多数
        必须先 需要先 本想 假装 若能""",
    # A relation behind these is claimed, sought or named.
    BAD: """inequality bound bounds estimate identity equation expression claim statement result
        conclusion conclusions proof fact assumption assumptions hypothesis contradiction implication
        formula function definition theorem lemma corollary proposition relation property requirement
        restriction constraint solution solutions root roots minimum maximum optimum minimiser
        minimizer question goal aim contrary converse opposite exception belief guess mistake
        consequence answer event derivative gradient slope log logarithm square negation complement
        violation null alternative test 不等式 界 上界 下界 估计式 恒等式 等式 方程 表达式 命题 结论
        证明 事实 假设 推论 公式 定义 定理 引理 关系 性质 要求 限制 约束 解 根 最小值 最大值 问题 目的
        例外 后果 答案 事件的 导数 梯度 对数 平方 假设检验 否定 原假设 备择假设""",
    DISMISSED: """clear trivial obvious known done immediate easy nothing evident settled shown proved
        proven 显然 平凡 明显 已知 已证 证过 证明过 容易 不难 没什么 略 已经证明 无事可做""",
    OF: "of",
    STOP: """to from into over under by about against during through among onto upon toward towards it
        they he she you him her them who whom whose which what how why than though although because
        until before after have has had having get gets got give gives given_by gave make makes made
        take takes took see sees saw seen say says said use uses used find finds found follow obtain
        obtains obtained yield yields yielded become becomes became go goes went grow grows vanish
        vanishes need needs needed show shows tend tends contain contains equal keep keeps remain
        remains appear appears occur occurs reach reaches exceed exceeds depend depends cancel cancels
        come comes turn turns drop drops lead change changes cause causes produce produces predict
        predicts return returns compute computes solve solves minimize minimizes maximize maximizes
        differentiate integrating differentiating dividing divide multiply multiplying prove proves
        know knows known_as think want let's there where's i.e e.g cf via per up down out off if_not
        whether must ought yet so too very more most less least much many few quite rather false""",
}

# What is said of a symbol, and the relation behind it.
_PROPERTIES = {
    r"\in \mathbb{N}, {0} \ge 1": "positive_integer positive_integers 正整数 positive_whole_number",
    r"\in \mathbb{N}": """non-negative_integer non-negative_integers nonnegative_integer
        nonnegative_integers natural_number natural_numbers natural 自然数 非负整数""",
    r"\in \mathbb{Z}": "integer integers whole_number whole_numbers even_integer odd_integer 整数",
    "> 0": """positive strictly_positive 正 正数 正实数 正的 正值 正常数 严格为正 恒正 恒为正 正系数
        正标量""",
    "< 0": "negative strictly_negative 负 负数 负实数 负的 负值 负常数 严格为负 恒负",
    r"\ge 0": "non-negative nonnegative 非负 非负数 非负实数 非负的 非负常数 非负值",
    r"\le 0": "non-positive nonpositive 非正 非正数 非正的 非正实数",
    r"\ne 0": "non-zero nonzero not_zero not_equal_to_zero 非零 非零实数 非零常数 非零的 非零数",
    r"\in [0, 1]": "probability probabilities 概率 概率值 预测概率 真实概率 条件概率 后验概率 先验概率",
}
_COMPARISONS = {
    r"\ge": """大于等于 大于或等于 不小于 不少于 不低于 至少 至少为 greater_than_or_equal_to
        larger_than_or_equal_to bigger_than_or_equal_to at_least no_less_than not_less_than
        no_smaller_than""",
    r"\le": """小于等于 小于或等于 不大于 不超过 不高于 至多 至多为 less_than_or_equal_to
        smaller_than_or_equal_to at_most no_more_than no_greater_than no_larger_than not_greater_than""",
    r"\ne": "不等于 不为 不同于 not_equal_to different_from unequal_to distinct_from",
    ">": """大于 严格大于 高于 greater_than larger_than bigger_than strictly_greater_than
        strictly_larger_than above exceeds""",
    "<": "小于 严格小于 低于 less_than smaller_than strictly_less_than strictly_smaller_than below",
    "=": "等于 equal_to equals 取",
}
STRICTLY = frozenset(("strictly between", "strictly"))
# Longer words that only look like cues and nouns.
_OTHERS = """对数 对比 对称 对应 对偶 对象 对角 相对 绝对 反对 面对 当然 当前 当作 当时 当成 当中 每当
    充当 应当 相当 适当 恰当 正当 若干 设计 设法 设备 假设检验 建设 令人 令牌 记得 记住 记忆 记号
    记录 标记 笔记 取决于 取对数 取值范围 获取 选取 提取 存在 现在 在于 所在 正在 内在 正常 正确
    正好 正面 反面 正向 反向 正弦 正规 负载 正样本 正例 负样本 负例 正定 正态 正则 正则化 正比 负责
    正交 负对数 对数几率 概率密度 概率分布 对数概率 概率论 概率比 概率之比 概率模型 时刻 时间 时代
    时常 时期 上限 下降 上升 下标 上标 中心 中间 内积 处理 里程 数据 值得 是否 而是 认为 因为 成为
    称为 作为 为什么 为了 视为 记为 变为 化为 度数 数据集 的确 目的""".split()


def _lexicon() -> tuple[dict[str, frozenset[str]], dict[tuple[str, str], str]]:
    """What each word can do, and what a property or comparison says of a symbol."""
    kinds: dict[str, set[str]] = {word: set() for word in _OTHERS}
    meanings: dict[tuple[str, str], str] = {}
    for kind, words in _WORDS.items():
        for word in words.split():
            kinds.setdefault(word.replace("_", " "), set()).add(kind)
    for kind, table in ((PROPERTY, _PROPERTIES), (COMPARISON, _COMPARISONS)):
        for meaning, words in table.items():
            for word in words.split():
                kinds.setdefault(word.replace("_", " "), set()).add(kind)
                meanings[kind, word.replace("_", " ")] = meaning
    return {word: frozenset(found) for word, found in kinds.items()}, meanings


LEXICON, MEANINGS = _lexicon()
LONGEST = max(len(word) for word in LEXICON if not word.isascii())  # of Chinese words
PHRASES: dict[str, tuple[tuple[str, ...], ...]] = {}  # by their first word, longest first
for _word in sorted((w for w in LEXICON if " " in w and w.isascii()), key=lambda w: -w.count(" ")):
    _parts = tuple(_word.split(" "))
    PHRASES[_parts[0]] = (*PHRASES.get(_parts[0], ()), _parts)
NUMBERS = {"zero": "0", "one": "1", "零": "0", "一": "1"}

SUPPOSING = frozenset("suppose assume presume 假设 假定 不妨假设 不妨设".split())  # one of several cases
FIRST = frozenset(("first", "首先", "先"))
LASTING = frozenset(
    (*"throughout henceforth always 始终 总是 全文 本文 下文 今后 此后 从现在起 从这里起".split(), "from now on")
    + ("in what follows", "in the following", "in the sequel", "for the rest", "for the rest of this section")
)  # before such a word: an assumption for all that follows
NAMING = frozenset(("用", "把", "将"))  # cues of names only: `用 $s$ 表示 $a + b$`

# A sentence that ends what was assumed before it.
LIFTED = re.compile(
    r"\b(?:drop|lift|remove|relax|abandon|discard|give up)(?:s|ped|d|ing)?\s+"
    r"(?:this|that|these|those|the|our|all)\b[^.;]{0,40}\b(?:assumption|condition|restriction|constraint|requirement)s?\b"
    r"|\bno longer (?:assume|require|suppose)"
    r"|\bwithout (?:this|that|these|the) (?:assumption|condition|restriction)"
    r"|\bcontradict(?:s|ion|ing|ory)?\b"
    r"|(?:去掉|去除|取消|放弃|不再需要)[^。；，]{0,12}(?:条件|假设|限制)|不再假设|矛盾",
    re.IGNORECASE,
)
# At its beginning: the sentence is about every case, not about the one that was supposed.
LEAVES = re.compile(
    r"[\s\W]*(?:(?:and|but|now|then)[\s,]+)?(?:"
    r"(?:in|for)\s+(?:general|the\s+general\s+case)\b|more\s+generally\b"
    r"|更?一般[地的]?(?=\s*[，,：:])|更?一般地|在?一般情[况形]下?)",
    re.IGNORECASE,
)
# At its beginning: the sentence is about the other case.
OTHERWISE = re.compile(
    r"[\s\W]*(?:(?:and|but|now|then)[\s,]+)?(?:otherwise\b|else\b|if\s+not\b|in\s+the\s+other\s+case\b"
    r"|否则|不然|其他情况下?|其它情况下?|其余情况下?|另一种情[况形]下?)",
    re.IGNORECASE,
)
# A sentence that assumes for the sake of argument only.
ABSURD = re.compile(r"\b(?:contradict|absurd|contrary\b)|矛盾|反证", re.IGNORECASE)
# Anywhere in a sentence: the display is about every value, whatever cases the sentence mentions.
GENERAL = re.compile(
    r"\b(?:in general|regardless|whatever|whether or not|no matter)"
    r"|\bfor (?:all|every|any) (?:\$[A-Za-z]\$|[A-Za-z])(?=[,:.]|$| we)"
    r"|\b(?:in fact|always)\s*$"
    "|无论|不论|不管|一般地|一般的|一般情况|一切|总有"
    r"|合起来|合并起来|统一(?:写|表示)|综合起来|两种情况都|\bboth (?:cases|of these|can be)|\b(?:taken|put) together|\bcombin(?:ed|ing)\b"
    r"|对于?(?:任意|所有|任何|每个)的?\s*(?:实数)?\s*(?:\$[A-Za-z]\$|[A-Za-z])?\s*(?=[，,：:。]|都|均|有|$)",
    re.IGNORECASE,
)
