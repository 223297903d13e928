namespace StudyPortal.Imaging.Phantoms;

/// <summary>
/// Synthetic frontal chest radiographs with known truth, for demonstrations and tests. Drawn from geometry alone,
/// so nothing in them comes from a patient. The same seed and index give the same case.
/// </summary>
public sealed class ChestPhantom(int seed, int size = 128, PhantomPrevalence? prevalence = null)
{
    private readonly PhantomPrevalence _prevalence = prevalence ?? PhantomPrevalence.Even;

    /// <summary>The case with this number: an 8-bit square image, its view and its lesions.</summary>
    public PhantomCase Draw(int index)
    {
        var random = RandomDraws.For(seed, index);
        var view = random.NextDouble() < 0.35 ? PhantomView.AP : PhantomView.PA;
        var findings = Findings(random);
        var chest = AnatomyDraw.Draw(random, view, findings);
        var pose = Pose.Draw(random);
        var image = new GrayImage(size, size, 8, Expose(random, chest, pose));
        return new PhantomCase(image, view, [.. findings.Order().Select(finding => new PhantomLesion(finding, Box(finding, chest, pose)))]);
    }

    private HashSet<PhantomFinding> Findings(Random random)
    {
        var findings = new HashSet<PhantomFinding>();
        if (random.NextDouble() < _prevalence.Mass)
            findings.Add(PhantomFinding.Mass);
        if (random.NextDouble() < _prevalence.Effusion)
            findings.Add(PhantomFinding.Effusion);
        if (random.NextDouble() < _prevalence.Cardiomegaly)
            findings.Add(PhantomFinding.Cardiomegaly);
        return findings;
    }

    private ushort[] Expose(Random random, ChestAnatomy chest, Pose pose)
    {
        var gain = random.Between(0.86, 1.10);
        var gamma = random.Between(0.85, 1.20);
        var grain = random.Between(0.012, 0.028);
        var pixels = new ushort[size * size];
        for (var index = 0; index < pixels.Length; index++)
        {
            var (x, y) = pose.Point(index % size, index / size, size);
            var attenuation = ChestShadows.Attenuation(chest, x, y);
            var gray = gain * Math.Pow(Math.Clamp(1.15 * attenuation + 0.03, 0, 1.5), gamma) + random.Normal(0, grain);
            pixels[index] = (ushort)Math.Clamp(Math.Floor(gray * 255 + 0.5), 0, 255);
        }
        return pixels;
    }

    /// <summary>The pixels where the lesion is at least half as strong as at its peak.</summary>
    private PixelBox Box(PhantomFinding finding, ChestAnatomy chest, Pose pose)
    {
        var mask = new double[size * size];
        for (var index = 0; index < mask.Length; index++)
        {
            var (x, y) = pose.Point(index % size, index / size, size);
            mask[index] = Extent(finding, chest, x, y);
        }
        var half = mask.Max() / 2;
        var inside = Enumerable.Range(0, mask.Length).Where(index => mask[index] >= half).ToArray();
        var (left, right) = (inside.Min(index => index % size), inside.Max(index => index % size));
        var (top, bottom) = (inside[0] / size, inside[^1] / size);
        return new PixelBox(left, top, right - left + 1, bottom - top + 1);
    }

    private static double Extent(PhantomFinding finding, ChestAnatomy chest, double x, double y) => finding switch
    {
        PhantomFinding.Mass => chest.Mass?.At(x, y) ?? 0,
        PhantomFinding.Effusion => chest.Effusion?.At(chest, x, y) ?? 0,
        PhantomFinding.Cardiomegaly => chest.Heart(x, y),
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding, "An unknown finding."),
    };

    /// <summary>How the thorax lies in the picture.</summary>
    private sealed record Pose(double Cosine, double Sine, double Scale, double ShiftX, double ShiftY)
    {
        public static Pose Draw(Random random)
        {
            var angle = random.Normal(0, 0.03);
            return new(Math.Cos(angle), Math.Sin(angle), random.Between(0.96, 1.12), random.Normal(0, 0.03), random.Normal(0, 0.03));
        }

        public (double X, double Y) Point(int column, int row, int size)
        {
            var x = ((column + 0.5) / size * 2 - 1 - ShiftX) * Scale;
            var y = ((row + 0.5) / size * 2 - 1 - ShiftY) * Scale;
            return (Cosine * x - Sine * y, Sine * x + Cosine * y);
        }
    }
}
