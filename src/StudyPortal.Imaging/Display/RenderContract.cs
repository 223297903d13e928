namespace StudyPortal.Imaging.Display;

/// <summary>How a map becomes colours. Every map of a study is rendered under one contract, whichever model made it.</summary>
/// <param name="Version">Changes whenever the same map would give other pixels.</param>
/// <param name="ClipDeviations">Values beyond the mean plus or minus this many standard deviations (n - 1) are clipped.</param>
/// <param name="Scaling">What the ends of the colour map stand for.</param>
/// <param name="ColourMap">The name of the colour map.</param>
public sealed record RenderContract(string Version, double ClipDeviations, string Scaling, string ColourMap);
