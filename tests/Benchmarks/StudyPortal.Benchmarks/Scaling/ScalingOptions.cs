using System.Globalization;

namespace StudyPortal.Benchmarks.Scaling;

/// <summary>What the command line asks of the comparison of one host with two.</summary>
internal sealed record ScalingOptions
{
    private const string Usage =
        "Expected --readers N,N,... (steps), --seconds N (of each step), --pause N (milliseconds from case to case), --share N (per cent of a processor that each host has when one is compared with two).";

    public IReadOnlyList<int> Readers { get; init; } = [50, 100, 200, 400, 800];

    public int Seconds { get; init; } = 60;

    public int Pause { get; init; } = 5000;

    public int Share { get; init; } = 30;

    /// <exception cref="ArgumentException">An option is unknown or has no value.</exception>
    public static ScalingOptions Parse(string[] args)
    {
        var options = new ScalingOptions();
        foreach (var pair in args.Chunk(2))
            options = pair is [var name, var value] ? options.With(name, value) : throw new ArgumentException($"{pair[0]} has no value. {Usage}");
        return options;
    }

    private ScalingOptions With(string name, string value) => name switch
    {
        "--readers" => this with { Readers = [.. value.Split(',').Select(step => Count(name, step, int.MaxValue)).Order()] },
        "--seconds" => this with { Seconds = Count(name, value, int.MaxValue) },
        "--pause" => this with { Pause = Count(name, value, int.MaxValue) },
        "--share" => this with { Share = Count(name, value, 100) },
        _ => throw new ArgumentException($"{name} is not known. {Usage}"),
    };

    private static int Count(string name, string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most
            ? count
            : throw new ArgumentException($"{name} is {value}. {Usage}");
}
