using System.CommandLine;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Trainer.Verbs;

/// <summary>What to make of the labels and splits of a source.</summary>
internal sealed class ReadingOptions
{
    private static readonly Dictionary<string, UncertainPolicy> Policies = new(StringComparer.OrdinalIgnoreCase)
    {
        ["u-zeros"] = UncertainPolicy.Zeros, ["u-ones"] = UncertainPolicy.Ones, ["u-ignore"] = UncertainPolicy.Ignore,
    };

    private static readonly Dictionary<string, DatasetSplit> Splits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = DatasetSplit.Train, ["validation"] = DatasetSplit.Validation, ["test"] = DatasetSplit.Test,
    };

    private readonly Option<string> _uncertain = new("--uncertain")
    {
        Description = "What uncertain labels teach where a recipe does not say otherwise: u-zeros (negative), u-ones (positive) or u-ignore (nothing). They are stored as uncertain.", DefaultValueFactory = _ => "u-zeros",
    };

    private readonly Option<string?> _map = new("--label-map")
    {
        Description = $"Give the set other labels: {LabelMaps.NihChexpert8.Name} (the paper's eight), or a JSON file {{\"label\": [\"source label\", ...]}} or a CSV file with the columns source and label.",
    };

    private readonly Option<string?> _into = new("--into") { Description = "Every case into this split, whatever the source says: test for an external test set, or train or validation." };
    private readonly Option<string?> _trainList = new("--train-list") { Description = "nih: the list of training images; train_val_list.txt or train_list.txt without it." };
    private readonly Option<string?> _validationList = new("--validation-list") { Description = "nih: the list of validation images; val_list.txt without it, or else patients drawn from the training list by --seed." };
    private readonly Option<string?> _testList = new("--test-list") { Description = "nih: the list of test images; test_list.txt without it." };
    private readonly Option<bool> _laterals = new("--laterals") { Description = "chexpert: take lateral images in, too." };
    private readonly Option<string> _valid = new("--valid-as")
    {
        Description = "chexpert: what valid.csv becomes, test (validation is then drawn by patient from train.csv) or validation (there is then no test split).", DefaultValueFactory = _ => "test",
    };

    public void AddTo(Command verb)
    {
        _uncertain.AcceptOnlyFromAmong([.. Policies.Keys]);
        _into.AcceptOnlyFromAmong([.. Splits.Keys]);
        _valid.AcceptOnlyFromAmong("test", "validation");
        foreach (var option in (Option[])[_uncertain, _map, _into, _trainList, _validationList, _testList, _laterals, _valid]) verb.Add(option);
    }

    public ImportRequest Read(ParseResult parsed, ImportRequest request) => request with
    {
        Uncertain = Policies[parsed.GetRequiredValue(_uncertain)],
        LabelMap = parsed.GetValue(_map) is { } map ? LabelMaps.Read(map) : null,
        Into = parsed.GetValue(_into) is { } into ? Splits[into] : null,
        Nih = new NihSettings(parsed.GetValue(_trainList), parsed.GetValue(_validationList), parsed.GetValue(_testList)),
        Chexpert = new ChexpertSettings(parsed.GetValue(_laterals), Splits[parsed.GetRequiredValue(_valid)]),
    };
}
