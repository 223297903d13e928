namespace StudyPortal.Statistics.Tests.MixedModels;

/// <summary>49 ratings of 0 to 5: three arms rated unequally often, and more readers than cases.</summary>
internal static class SmallCube
{
    public static RatingCube Ratings { get; } = new(new double?[,,]
    {
        { { 5, 4, 3, 2 }, { 2, 1, 2, 0 }, { 1, null, 3, 0 }, { 3, 3, 5, 2 }, { 3, null, 4, 1 }, { 3, null, 4, null } },
        { { null, null, 4, 3 }, { null, 2, null, 2 }, { null, null, null, 3 }, { null, null, 4, null }, { 4, null, null, null }, { 4, 3, 4, 2 } },
        { { 3, 4, 5, 4 }, { null, 3, 3, 3 }, { 5, null, null, 4 }, { null, null, 5, null }, { 4, 4, 5, 4 }, { 3, 2, 5, 3 } },
    });

    /// <summary>A cube whose ratings are a function of those of another.</summary>
    public static RatingCube Map(RatingCube cube, Func<double, double> function) =>
        Build(cube.Arms, cube.Readers, cube.Cases, (arm, reader, @case) => cube[arm, reader, @case] is { } rating ? function(rating) : null);

    public static RatingCube Build(int arms, int readers, int cases, Func<int, int, int, double?> rating)
    {
        var ratings = new double?[arms, readers, cases];
        for (var arm = 0; arm < arms; arm++)
        {
            for (var reader = 0; reader < readers; reader++)
            {
                for (var @case = 0; @case < cases; @case++)
                    ratings[arm, reader, @case] = rating(arm, reader, @case);
            }
        }

        return new RatingCube(ratings);
    }
}
