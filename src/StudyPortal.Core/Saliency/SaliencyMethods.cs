namespace StudyPortal.Core.Saliency;

public static class SaliencyMethods
{
    /// <summary>The signed gradient of the target label's logit with respect to the image.</summary>
    public const string InputGradient = "input-gradient";

    public static readonly IReadOnlyList<string> All = [InputGradient];
}
