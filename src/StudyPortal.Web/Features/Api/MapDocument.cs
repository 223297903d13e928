using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;

namespace StudyPortal.Web.Features.Api;

/// <summary>Where a model looks in one case for one label, and everything needed to make the map again.</summary>
/// <param name="Branch">The batch norm that was looked through.</param>
/// <param name="Values">SHA-256 of the signed values (.npy).</param>
/// <param name="Image">SHA-256 of the picture.</param>
/// <param name="RenderContract">How the picture was coloured.</param>
/// <param name="MassInside">Share of the absolute map inside the label's lesion boxes, 0..1; null where the case has none.</param>
/// <param name="AreaInside">Share of the image that those boxes cover.</param>
internal sealed record MapDocument(
    Guid Id, Guid CaseId, Guid ModelId, NormBranch Branch, string Method, string TargetLabel, string Values, string Image,
    string RenderContract, string SoftwareVersion, double? MassInside, double? AreaInside, DateTime CreatedUtc)
{
    public static MapDocument Of(SaliencyMap map) => new(
        map.Id.Value, map.CaseId.Value, map.ModelId.Value, map.Branch, map.Method, map.TargetLabel, map.Raw.Value, map.Rendering.Value,
        map.RenderContract, map.SoftwareVersion, map.MassInside, map.AreaInside, map.CreatedUtc);
}
