namespace StudyPortal.Kills;

/// <summary>What is killed, and when.</summary>
/// <param name="Milliseconds">After the round before it ended.</param>
internal sealed record Round(int Number, bool Web, bool Trainer, int Milliseconds)
{
    private const int ShortestLife = 150, LongestLife = 1800;

    /// <summary>The same seed gives the same rounds. The start of a web host costs the most, so the trainer dies more often.</summary>
    public static IEnumerable<Round> Draw(int rounds, int seed)
    {
        var random = new Random(seed);
        for (var number = 1; number <= rounds; number++)
        {
            var victim = random.Next(100);
            // Most lives are short, and some long enough for a job to end.
            var life = random.NextDouble();
            yield return new Round(number, Web: victim < 10, Trainer: victim is < 3 or >= 10, (int)(ShortestLife + life * life * (LongestLife - ShortestLife)));
        }
    }
}
