using StudyPortal.Imaging.Display;

namespace StudyPortal.Core.Saliency;

internal static class RenderContractName
{
    /// <summary>How the contract is written beside a map: a change of any part of it makes another map.</summary>
    public static string ToName(this RenderContract contract) =>
        FormattableString.Invariant($"{contract.Version}: clip {contract.ClipDeviations} SD, {contract.Scaling}, {contract.ColourMap}");
}
