namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// The ratings present in a cube, one after the other, each with its arm, reader and case. Arms, readers and cases without a rating do not
/// count. Of readers and cases the one with more levels is the large factor and the other the small one: both models eliminate the
/// effects of the large factor level by level, so that their cost grows with its size and only the small factor's size is cubed.
/// </summary>
internal sealed class CrossedLayout
{
    private CrossedLayout(double[] ratings, int[] arms, int[] readers, int[] cases)
    {
        Ratings = ratings;
        (PresentArms, Arm) = Compact(arms);
        var (presentReaders, reader) = Compact(readers);
        var (presentCases, @case) = Compact(cases);
        (Readers, Cases) = (presentReaders.Length, presentCases.Length);
        ReadersAreLarge = Readers > Cases;
        (Large, Small) = ReadersAreLarge ? (reader, @case) : (@case, reader);
    }

    public double[] Ratings { get; }

    /// <summary>The ordinals of the arms that have a rating.</summary>
    public int[] PresentArms { get; }

    /// <summary>Of each rating, the position of its arm among the present ones.</summary>
    public int[] Arm { get; }

    /// <summary>Of each rating, its level of the large factor.</summary>
    public int[] Large { get; }

    /// <summary>Of each rating, its level of the small factor.</summary>
    public int[] Small { get; }

    public bool ReadersAreLarge { get; }

    public int Readers { get; }

    public int Cases { get; }

    public int Count => Ratings.Length;

    public int Arms => PresentArms.Length;

    public int LargeLevels => Math.Max(Readers, Cases);

    public int SmallLevels => Math.Min(Readers, Cases);

    public static CrossedLayout Of(RatingCube cube)
    {
        var (ratings, arms, readers, cases) = (new List<double>(), new List<int>(), new List<int>(), new List<int>());
        for (var arm = 0; arm < cube.Arms; arm++)
        {
            for (var reader = 0; reader < cube.Readers; reader++)
            {
                for (var @case = 0; @case < cube.Cases; @case++)
                {
                    if (cube[arm, reader, @case] is not { } rating) continue;

                    ratings.Add(rating);
                    arms.Add(arm);
                    readers.Add(reader);
                    cases.Add(@case);
                }
            }
        }

        return new CrossedLayout([.. ratings], [.. arms], [.. readers], [.. cases]);
    }

    /// <summary>The position of an arm among the present ones; null without a rating.</summary>
    public int? Position(int arm) => Array.IndexOf(PresentArms, arm) is >= 0 and var position ? position : null;

    /// <summary>What belongs to the readers and what to the cases, of what belongs to the two factors.</summary>
    public (T Reader, T Case) ByRole<T>(T large, T small) => ReadersAreLarge ? (large, small) : (small, large);

    private static (int[] Present, int[] Positions) Compact(int[] ordinals)
    {
        int[] present = [.. ordinals.Distinct().Order()];
        var position = present.Index().ToDictionary(item => item.Item, item => item.Index);
        return (present, [.. ordinals.Select(ordinal => position[ordinal])]);
    }
}
