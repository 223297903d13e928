using System.Globalization;

namespace StudyPortal.Benchmarks;

/// <summary>What the command line asks of a load.</summary>
internal sealed record LoadOptions
{
    private const string Usage =
        "Expected --readers N (over HTTP, 0 for none), --browsers N (real ones, 0 to 6), --seconds N (how long), --pause N (milliseconds from case to case).";

    private const int MostBrowsers = 6;

    public int Readers { get; init; } = 200;

    public int Browsers { get; init; } = MostBrowsers;

    public int Seconds { get; init; } = 300;

    public int Pause { get; init; } = 5000;

    /// <exception cref="ArgumentException">An option is unknown or has no value.</exception>
    public static LoadOptions Parse(string[] args)
    {
        var options = new LoadOptions();
        foreach (var pair in args.Chunk(2))
            options = pair is [var name, var value] ? options.With(name, value) : throw new ArgumentException($"{pair[0]} has no value. {Usage}");
        return options;
    }

    private LoadOptions With(string name, string value) => name switch
    {
        "--readers" => this with { Readers = Count(name, value, 0, int.MaxValue) },
        "--browsers" => this with { Browsers = Count(name, value, 0, MostBrowsers) },
        "--seconds" => this with { Seconds = Count(name, value, 1, int.MaxValue) },
        "--pause" => this with { Pause = Count(name, value, 1, int.MaxValue) },
        _ => throw new ArgumentException($"{name} is not known. {Usage}"),
    };

    private static int Count(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most
            ? count
            : throw new ArgumentException($"{name} is {value}. {Usage}");
}
