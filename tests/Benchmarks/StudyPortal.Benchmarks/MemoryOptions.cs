using System.Globalization;

namespace StudyPortal.Benchmarks;

/// <summary>What the command line asks of a reading whose memory is watched.</summary>
internal sealed record MemoryOptions
{
    private const string Usage =
        "Expected --cases N (how many are read; at least 100, for the first 50 are what the last are compared with), --drawing software|webgl (how the viewer draws).";

    private const int Fewest = 2 * ReadingMemory.Step;

    public int Cases { get; init; } = 500;

    /// <summary>As on a machine with a graphics card, though here the processor computes what the card would.</summary>
    public bool WithWebGl { get; init; }

    /// <exception cref="ArgumentException">An option is unknown or has no such value.</exception>
    public static MemoryOptions Parse(string[] args)
    {
        var options = new MemoryOptions();
        foreach (var pair in args.Chunk(2))
            options = pair switch
            {
                ["--cases", var value] when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var cases) && cases >= Fewest => options with { Cases = cases },
                ["--drawing", "software"] => options with { WithWebGl = false },
                ["--drawing", "webgl"] => options with { WithWebGl = true },
                _ => throw new ArgumentException($"'{string.Join(' ', pair)}' is not understood. {Usage}"),
            };
        return options;
    }
}
