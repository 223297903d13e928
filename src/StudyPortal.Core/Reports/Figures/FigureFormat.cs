namespace StudyPortal.Core.Reports.Figures;

public enum FigureFormat
{
    /// <summary>Vector, 96 pixels to the inch.</summary>
    Svg,

    /// <summary>300 pixels to the inch.</summary>
    Png,
}
