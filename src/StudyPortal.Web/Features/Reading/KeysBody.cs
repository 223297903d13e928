using System.Text.Json.Serialization;

namespace StudyPortal.Web.Features.Reading;

/// <summary>By the key that is meant, the one that a reader presses for it.</summary>
internal sealed record KeysBody([property: JsonRequired] IReadOnlyDictionary<string, string> Keys);
