namespace StudyPortal.Imaging.Phantoms;

/// <summary>Draws an imaginary thorax: normal variation first, then what the findings change.</summary>
internal static class AnatomyDraw
{
    public static ChestAnatomy Draw(Random random, PhantomView view, IReadOnlySet<PhantomFinding> findings)
    {
        var chest = Normal(random, view, findings.Contains(PhantomFinding.Cardiomegaly));
        chest = chest with { Vessels = Vessels(random, chest), Distractors = Distractors(random, chest) };
        if (findings.Contains(PhantomFinding.Mass))
            chest = chest with { Mass = InLung(random, chest, random.Between(0.13, 0.19), random.Between(0.28, 0.42)) };
        if (findings.Contains(PhantomFinding.Effusion))
            chest = chest with { Effusion = Fluid(random) };
        return chest;
    }

    private static ChestAnatomy Normal(Random random, PhantomView view, bool wideHeart)
    {
        var halfWidth = random.Between(0.27, 0.32);
        var offset = random.Between(0.37, 0.41);
        var dome = random.Between(0.44, 0.60) - (view == PhantomView.AP ? 0.05 : 0);
        var ratio = wideHeart ? random.Normal(0.575, 0.035) : random.Normal(0.480, 0.035);
        var heart = ratio * (offset + halfWidth) * (view == PhantomView.AP ? 1.06 : 1);
        return new ChestAnatomy
        {
            LungOffset = offset,
            LungHalfWidth = halfWidth,
            LungHalfHeight = random.Between(0.78, 0.88),
            LungCentre = random.Between(-0.02, 0.06),
            LeftDome = dome,
            RightDome = dome + random.Between(0.0, 0.08),
            HeartX = 0.20 * heart + random.Between(0.01, 0.05),
            HeartY = dome - 0.50 * heart + random.Between(-0.03, 0.03),
            HeartHalfWidth = heart,
            HeartHalfHeight = heart * random.Between(0.72, 0.86),
            RibSpacing = random.Between(0.145, 0.17),
            RibPhase = random.Between(0, 0.15),
            RibStrength = random.Between(0.05, 0.10),
            Vessels = [],
            Distractors = [],
        };
    }

    private static Vessel[] Vessels(Random random, ChestAnatomy chest) =>
    [
        .. Enumerable.Range(0, 28).Select(number =>
        {
            var side = number % 2 == 0 ? -1 : 1;
            var (x, y) = (side * random.Between(0.13, 0.20), random.Between(-0.08, 0.14));
            var angle = random.Between(-1.25, 1.25);
            var length = random.Between(0.15, chest.LungHalfWidth + 0.16);
            return new Vessel(x, y, x + side * length * Math.Cos(angle), y + length * Math.Sin(angle) * 1.4,
                random.Between(0.014, 0.030), random.Between(0.06, 0.14));
        }),
    ];

    /// <summary>Vessels seen end-on and bone islands: smaller than a mass, in every image.</summary>
    private static Blob[] Distractors(Random random, ChestAnatomy chest) =>
    [
        .. Enumerable.Range(0, random.Next(2, 6)).Select(_ =>
            InLung(random, chest, random.Between(0.02, 0.036), random.Between(0.05, 0.12))),
    ];

    private static Blob InLung(Random random, ChestAnatomy chest, double radius, double strength)
    {
        while (true)
        {
            var side = random.Next(2) * 2 - 1;
            var x = side * chest.LungOffset + random.Between(-0.8, 0.8) * chest.LungHalfWidth;
            var y = random.Between(-0.75, 0.6);
            if (Math.Abs(x) > 0.24 && chest.Lung(side, x, y) > 0.9 && chest.Heart(x, y) < 0.1)
                return new Blob(x, y, radius, strength);
        }
    }

    private static Effusion Fluid(Random random) =>
        new(random.Next(2) * 2 - 1, random.Between(0.10, 0.34), random.Between(0.06, 0.20), random.Between(0.50, 0.95));
}
