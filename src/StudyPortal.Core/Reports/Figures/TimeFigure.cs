using System.Globalization;
using ScottPlot;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>How long each reader looked at a place before its last answer, as boxes on a logarithmic axis.</summary>
internal static class TimeFigure
{
    private const int PerTenth = 100;
    private const double Reach = 1.5;
    private const float OutlierSize = 5;

    private static readonly FigureSize Size = new(6.5, 4.3);
    private static readonly int[] Seconds = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600];

    /// <summary>Null where no time was recorded.</summary>
    public static Figure? Of(AnalysisSet set)
    {
        var times = Times(set);
        return times.Count == 0 ? null : new Figure(Size, size =>
        {
            var paper = new PaperPlot(
                "Time per place", "Reader (places). Box: quartiles; whiskers: to the last within 1.5 box lengths",
                "Time in view (s)", ReportWords.Unreal(set.Study.IsSynthetic, set.Study.IsSimulated), size);
            foreach (var (index, own) in times.Index()) Add(paper.Plot, index, own.Tenths);
            PaperPlot.Names(
                paper.Plot.Axes.Bottom, times.Select((_, index) => (double)index),
                times.Select(own => string.Create(CultureInfo.InvariantCulture, $"{own.Reader}\n({own.Tenths.Count})")));
            paper.Plot.Grid.XAxisStyle.IsVisible = false;
            Scale(paper.Plot, times.Count, [.. times.SelectMany(own => own.Tenths)]);
            return paper.Finish();
        });
    }

    /// <summary>Tenths of a second per reader, from 1 up; of several questions at a place the last answered counts. A time of 0 was not recorded.</summary>
    private static List<(string Reader, List<int> Tenths)> Times(AnalysisSet set)
    {
        var compared = set.Items.Where(item => item.IsCompared).Select(item => item.Key).ToHashSet();
        var places = set.Ratings.Where(rating => rating.IsMain && rating.ActiveMilliseconds > 0 && compared.Contains(rating.Item)).ToLookup(rating => rating.Reader);
        return
        [
            .. from reader in set.Readers
               let own = places[reader].GroupBy(rating => rating.Position)
                   .Select(place => Math.Max(1, (int)Math.Round((double)place.Max(rating => rating.ActiveMilliseconds) / PerTenth))).Order().ToList()
               where own.Count > 0
               select (reader, own),
        ];
    }

    private static void Add(Plot plot, int position, List<int> tenths)
    {
        var quartiles = RatingSummary.Of(tenths, 0, tenths[^1]).Quartiles;
        var reach = Reach * (quartiles[2] - quartiles[0]);
        var within = tenths.Where(time => time >= quartiles[0] - reach && time <= quartiles[2] + reach).ToList();
        var box = plot.Add.Box(new Box
        {
            Position = position,
            BoxMin = Log(quartiles[0]),
            BoxMiddle = Log(quartiles[1]),
            BoxMax = Log(quartiles[2]),
            WhiskerMin = Log(Math.Min(within[0], quartiles[0])),
            WhiskerMax = Log(Math.Max(within[^1], quartiles[2])),
            Width = 0.5,
        });
        (box.FillColor, box.LineColor, box.LineWidth) = (Color.FromHex("#d9d9d9"), PaperPlot.Ink, 1.2f);
        var beyond = tenths.Except(within).Select(time => new Coordinates(position, Log(time))).ToList();
        if (beyond.Count > 0) plot.Add.Markers(beyond, MarkerShape.OpenCircle, OutlierSize, PaperPlot.QuietInk);
    }

    private static void Scale(Plot plot, int readers, List<int> tenths)
    {
        var (low, high) = (Log(tenths.Min()) - 0.1, Log(tenths.Max()) + 0.1);
        if (high - low < 0.5) (low, high) = (low - 0.2, high + 0.2);
        var shown = Seconds.Where(second => Math.Log10(second) >= low && Math.Log10(second) <= high).ToList();
        plot.Axes.Left.SetTicks([.. shown.Select(second => Math.Log10(second))], [.. shown.Select(second => second.ToString(CultureInfo.InvariantCulture))]);
        plot.Axes.SetLimits(-0.6, readers - 0.4, low, high);
    }

    /// <summary>Tenths of a second to the logarithm of seconds.</summary>
    private static double Log(double tenths) => Math.Log10(tenths / 10);
}
