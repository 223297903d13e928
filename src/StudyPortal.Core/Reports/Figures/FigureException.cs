namespace StudyPortal.Core.Reports.Figures;

/// <summary>A figure asked for in a way that cannot be drawn: what was asked, and what is possible.</summary>
public sealed class FigureException : Exception
{
    internal FigureException(string problem) : base(problem)
    {
    }
}
