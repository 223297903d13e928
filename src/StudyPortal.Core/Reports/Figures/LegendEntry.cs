using ScottPlot;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>One line of a legend: a sample and what it stands for.</summary>
/// <param name="Dashes">Of the line; null where the sample has no line.</param>
/// <param name="Marker">On the sample.</param>
/// <param name="MarkerColour">Null for the colour of the line.</param>
/// <param name="IsFilled">The sample is a patch of the colour.</param>
internal sealed record LegendEntry(
    string Text, Color Colour, float[]? Dashes = null, float Width = 1.8f, MarkerShape Marker = MarkerShape.None, float MarkerSize = 7,
    Color? MarkerColour = null, bool IsFilled = false);
