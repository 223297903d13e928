using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;

namespace StudyPortal.Core.Saliency;

/// <summary>One map in a list; see <see cref="SaliencyMap"/> for the fields.</summary>
public sealed record MapRow(
    SaliencyMapId Id, CaseId CaseId, int CaseNumber, ModelId ModelId, string Model, NormBranch Branch, string Method, string TargetLabel,
    double? MassInside, double? AreaInside, string RenderContract, string SoftwareVersion, DateTime CreatedUtc);
