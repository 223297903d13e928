namespace StudyPortal.Core.Saliency;

/// <summary>A way to make maps.</summary>
/// <param name="Name">Kept beside each map; tells the method's parameters as well.</param>
/// <param name="Title">For people.</param>
/// <param name="Shows">What its maps show, in one sentence.</param>
public sealed record SaliencyMethod(string Name, string Title, string Shows);
