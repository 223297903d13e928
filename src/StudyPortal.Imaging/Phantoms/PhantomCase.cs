namespace StudyPortal.Imaging.Phantoms;

/// <summary>What a phantom can show; each is drawn independently of the others.</summary>
public enum PhantomFinding
{
    Mass,
    Effusion,
    Cardiomegaly,
}

/// <summary>The projection that a phantom imitates; AP magnifies the heart.</summary>
public enum PhantomView
{
    PA,
    AP,
}

/// <summary>One finding and where it lies in the image.</summary>
public sealed record PhantomLesion(PhantomFinding Finding, PixelBox Box);

/// <summary>One synthetic radiograph with its truth: a finding is present exactly when it has a lesion.</summary>
public sealed record PhantomCase(GrayImage Image, PhantomView View, IReadOnlyList<PhantomLesion> Lesions)
{
    public bool Has(PhantomFinding finding) => Lesions.Any(lesion => lesion.Finding == finding);
}

/// <summary>The probability of each finding, in [0, 1].</summary>
public sealed record PhantomPrevalence(double Mass, double Effusion, double Cardiomegaly)
{
    public static PhantomPrevalence Even { get; } = new(0.4, 0.4, 0.4);
}
