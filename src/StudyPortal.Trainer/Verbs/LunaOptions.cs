using System.CommandLine;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Trainer.Verbs;

/// <summary>What a LUNA16 folder leaves open.</summary>
internal sealed class LunaOptions
{
    private const string Mean = "mean", TwoReaders = "two-readers";

    private readonly Option<string?> _malignancy = new("--malignancy") { Description = "luna16: the CSV that says which nodules are malignant; the one in the folder without it." };
    private readonly Option<string> _rule = new("--malignancy-rule")
    {
        Description = "luna16: mean (above 3 malignant, below benign, 3 left out) or two-readers (two readers rate 4 or 5).", DefaultValueFactory = _ => Mean,
    };

    private readonly Option<int?> _test = new("--test-subset") { Description = "luna16: the subset, 0 to 9, that is the test split; without it patients are divided." };
    private readonly Option<int?> _validation = new("--validation-subset") { Description = "luna16: the subset that is the validation split." };

    public LunaOptions() => _rule.AcceptOnlyFromAmong(Mean, TwoReaders);

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[_malignancy, _rule, _test, _validation]) verb.Add(option);
    }

    public LunaSettings Read(ParseResult parsed) => new(
        parsed.GetValue(_malignancy), parsed.GetValue(_rule) == TwoReaders ? MalignancyRule.TwoReaders : MalignancyRule.Mean, parsed.GetValue(_test), parsed.GetValue(_validation));
}
