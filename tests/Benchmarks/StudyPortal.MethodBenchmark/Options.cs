using System.Globalization;

namespace StudyPortal.MethodBenchmark;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    private const string Usage =
        "Expected --training N, --validation N, --test N (synthetic images), --real FOLDER (a folder like realset/nih_cxr, instead of them), "
        + "--seeds N, --epochs N (0 for those of the recipes), --bfloat16 none|attack|all (what computes in it), --strong N (passes "
        + "of each attack stronger than PGD, 0 for none), --csv FILE.";

    public int Training { get; init; } = 700;

    public int Validation { get; init; } = 200;

    public int Test { get; init; } = 1000;

    public string? Real { get; init; }

    public int Seeds { get; init; } = 3;

    public int Epochs { get; init; }

    public string BFloat16 { get; init; } = "none";

    public int Strong { get; init; }

    public string? Csv { get; init; }

    /// <exception cref="ArgumentException">An option is unknown or has no value.</exception>
    public static Options Parse(string[] args)
    {
        Options options = new();
        foreach (string[] pair in args.Chunk(2))
        {
            options = pair is [var name, var value] ? options.With(name, value) : throw new ArgumentException($"{pair[0]} has no value. {Usage}");
        }
        return options;
    }

    private Options With(string name, string value) => name switch
    {
        "--training" => this with { Training = Count(name, value, 1) },
        "--validation" => this with { Validation = Count(name, value, 1) },
        "--test" => this with { Test = Count(name, value, 1) },
        "--seeds" => this with { Seeds = Count(name, value, 1) },
        "--epochs" => this with { Epochs = Count(name, value, 0) },
        "--real" => this with { Real = value },
        "--bfloat16" when value is "none" or "attack" or "all" => this with { BFloat16 = value },
        "--strong" => this with { Strong = Count(name, value, 0) },
        "--csv" => this with { Csv = value },
        _ => throw new ArgumentException($"{name} is not known. {Usage}"),
    };

    private static int Count(string name, string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= least
            ? count
            : throw new ArgumentException($"{name} is {value}; expected a whole number from {least}.");
}
