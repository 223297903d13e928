using System.Text.Json.Serialization;
using StudyPortal.Core.Reading;

namespace StudyPortal.Web.Features.Reading;

/// <summary>What a reader says of his screen.</summary>
internal sealed record DisplayCheckBody(
    [property: JsonRequired] ScreenFacts Screen, [property: JsonRequired] bool SeesDark, [property: JsonRequired] bool SeesBright);
