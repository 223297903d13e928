using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyPortal.Core.Studies.Forms;

[JsonConverter(typeof(MarkShapeJson))]
public enum MarkShape
{
    Point,
    Rectangle,
    Ellipse,
    Freehand,
}

/// <summary>point, rectangle, ellipse, freehand.</summary>
internal sealed class MarkShapeJson() : JsonStringEnumConverter<MarkShape>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
