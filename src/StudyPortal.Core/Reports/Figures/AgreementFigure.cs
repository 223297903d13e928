using ScottPlot;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Statistics.Agreement;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Reader by reader: the darker, the better two agree; the number stands in each cell.</summary>
internal static class AgreementFigure
{
    private const double FrameInches = 1.6, CellInches = 0.8;
    private const double FramePixels = 130, PixelsForInterval = 66;
    private const string Caption = "Quadratically weighted kappa of the readers' ratings, with its confidence interval where there is room";
    private const double PaleUntil = 0.55;

    private static readonly Color Best = Color.FromHex("#08306b");
    private static readonly Color Worst = Color.FromHex("#e69f00");

    public static Figure Of(ReaderKappas kappas, QuestionResults question, string warning)
    {
        var count = kappas.Readers.Count;
        var inches = Math.Clamp(FrameInches + (CellInches * count), 4, 9);
        return new Figure(new FigureSize(inches, inches), size =>
        {
            var paper = new PaperPlot("Agreement of readers: " + question.Prompt, Caption, "", warning, size);
            var cell = Math.Min(paper.Width, size.HeightInches * PaperPlot.PerInch) - FramePixels;
            foreach (var pair in kappas.Pairs) Add(paper, pair, count, cell / count);
            for (var reader = 0; reader < count; reader++) Cell(paper.Plot, reader, count - 1 - reader, Color.FromHex("#f0f0f0"));
            PaperPlot.Names(paper.Plot.Axes.Bottom, Enumerable.Range(0, count).Select(column => (double)column), kappas.Readers);
            PaperPlot.Names(paper.Plot.Axes.Left, Enumerable.Range(0, count).Select(row => (double)(count - 1 - row)), kappas.Readers);
            (paper.Plot.Axes.Bottom.FrameLineStyle.IsVisible, paper.Plot.Axes.Left.FrameLineStyle.IsVisible) = (false, false);
            paper.Plot.HideGrid();
            paper.Plot.Axes.SetLimits(-0.5, count - 0.5, -0.5, count - 0.5);
            paper.Plot.Layout.LayoutEngine = new DataAspect(1);
            return paper.Finish();
        });
    }

    private static void Add(PaperPlot paper, ReaderPairKappa pair, int count, double cellPixels)
    {
        var kappa = pair.Kappa.Kappa;
        var colour = Shade(kappa.Value);
        var text = kappa switch
        {
            { Value: null } => LineBreaks.Fit("undefined", PaperPlot.SmallTextSize, cellPixels, most: 3),
            { Interval: { } interval } when cellPixels > PixelsForInterval => $"{Two(kappa.Value.GetValueOrDefault())}\n{Two(interval.Low)} to {Two(interval.High)}",
            _ => Two(kappa.Value.GetValueOrDefault()),
        };
        foreach (var (column, row) in new[] { (pair.FirstReader, pair.SecondReader), (pair.SecondReader, pair.FirstReader) })
        {
            Cell(paper.Plot, column, count - 1 - row, colour);
            paper.Say(text, column, count - 1 - row).LabelFontColor = kappa.Value > PaleUntil ? Colors.White : PaperPlot.Ink;
        }
    }

    private static void Cell(Plot plot, int column, int row, Color colour)
    {
        var cell = plot.Add.Rectangle(column - 0.5, column + 0.5, row - 0.5, row + 0.5);
        (cell.FillColor, cell.LineColor, cell.LineWidth) = (colour, Colors.White, 2);
    }

    /// <summary>From white at 0 to dark blue at 1, and towards orange below 0.</summary>
    private static Color Shade(double? kappa) => kappa switch
    {
        null => Colors.White,
        >= 0 => Colors.White.MixedWith(Best, Math.Min(kappa.Value, 1)),
        _ => Colors.White.MixedWith(Worst, Math.Min(-kappa.Value, 1)),
    };

    private static string Two(double value) => ReportWords.Text(value, "0.00");
}
