using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;

namespace StudyPortal.Core.Saliency;

/// <summary>One map in a list.</summary>
/// <param name="Branch">The batch norm that was looked through.</param>
/// <param name="MassInside">Share of the absolute map inside the label's lesion boxes, 0..1; null where the case has none.</param>
/// <param name="AreaInside">Share of the image that those boxes cover.</param>
/// <param name="RenderContract">How its picture was coloured.</param>
public sealed record MapRow(
    SaliencyMapId Id, CaseId CaseId, int CaseNumber, ModelId ModelId, string Model, NormBranch Branch, string Method, string TargetLabel,
    double? MassInside, double? AreaInside, string RenderContract, string SoftwareVersion, DateTime CreatedUtc);
