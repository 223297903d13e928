using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Saliency;

namespace StudyPortal.Web.Features.Saliency;

/// <summary>The image, and for each model its map over the image and alone.</summary>
public sealed partial class ComparisonGrid
{
    [Parameter, EditorRequired] public required CaseComparison Comparison { get; set; }

    /// <summary>As many as the comparison has maps.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<ModelChoice> Models { get; set; }

    /// <summary>How all maps are coloured.</summary>
    [Parameter, EditorRequired] public required MapRendering Rendering { get; set; }

    /// <summary>Of the map over the image, 0..100.</summary>
    [Parameter] public int Opacity { get; set; }

    [Parameter] public bool ShowBoxes { get; set; }

    private RenderFragment Outlines => builder =>
    {
        if (!ShowBoxes) return;
        for (var i = 0; i < Comparison.Boxes.Count; i++)
        {
            builder.OpenElement(0, "span");
            builder.SetKey(i);
            builder.AddAttribute(1, "class", "lesion");
            builder.AddAttribute(2, "style", Place(Comparison.Boxes[i]));
            builder.CloseElement();
        }
    };

    private string Address(MapRow map)
    {
        if (Rendering == MapRendering.All[0]) return $"/saliency/maps/{map.Id}.png";
        var set = Rendering.IsShared ? Comparison.Maps.OfType<MapRow>().Where(other => other != map).Select(other => $"with={other.Id}") : [];
        return $"/saliency/maps/{map.Id}/{Rendering.Version}.png?{string.Join('&', set)}";
    }

    private static string Share(MapRow? map) => map switch
    {
        { MassInside: { } mass, AreaInside: { } area } => string.Create(
            CultureInfo.InvariantCulture, $"{mass:0.0 %} of the map inside the lesion, which is {area:0.0 %} of the image"),
        _ => "",
    };

    private static string Place(RelativeBox box) => string.Create(
        CultureInfo.InvariantCulture, $"left:{box.X:0.##%};top:{box.Y:0.##%};width:{box.Width:0.##%};height:{box.Height:0.##%}");
}
