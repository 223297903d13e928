using System.Globalization;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Trainer.Verbs;

/// <summary>Repeats, hidden controls, drift and times.</summary>
internal static class ReadingText
{
    public static void Write(QuestionResults question, ResultLines text)
    {
        if (question.IntraReader is { } repeats) Repeats(repeats, text);
        if (question.Controls is { } controls) Controls(controls, text);
        if (question.Drift is { } drift) Drift(drift, text);
        if (question.Times is { } times) Times(times, text);
    }

    private static void Repeats(IntraReaderResults repeats, ResultLines text)
    {
        text.Title("Intra-reader agreement, from repeats");
        text.Line("exact", repeats.Exact);
        text.Line("within one point", repeats.WithinOne);
        text.Line("kappa quadratic", repeats.QuadraticKappa);
        text.Line("ICC(2,1)", repeats.AgreementIntraclass);
        foreach (var reader in repeats.Readers)
            text.Line(reader.Reader, string.Create(CultureInfo.InvariantCulture, $"{reader.Maps} maps, exact {ResultLines.Text(reader.Exact)}, kappa quadratic {ResultLines.Text(reader.QuadraticKappa)}"));
    }

    private static void Controls(ControlResults controls, ResultLines text)
    {
        text.Title("Hidden controls");
        if (controls.Reason is { } reason) text.Line("none", reason);
        foreach (var kind in controls.Kinds) text.Line($"{kind.Kind} - arms", kind.Difference);
        foreach (var reader in controls.Readers) text.Line($"{reader.Reader} told apart", reader.Area);
    }

    private static void Drift(DriftResults drift, ResultLines text)
    {
        text.Title("Drift, mean of the readers");
        text.Line("rating per 100 places", drift.RatingPerHundredPlaces);
        text.Line("rating per session", drift.RatingPerSession);
        text.Line("rating, last - first third", drift.RatingLastMinusFirst);
        text.Line("log time per 100 places", drift.TimePerHundredPlaces);
        text.Line("log time, last - first", drift.TimeLastMinusFirst);
    }

    private static void Times(TimeResults times, ResultLines text)
    {
        text.Title("Seconds a map: median (quartiles)");
        foreach (var reader in times.Readers)
            text.Line(reader.Reader, reader.Seconds is { Median: { } median, FirstQuartile: { } first, ThirdQuartile: { } third }
                ? string.Create(CultureInfo.InvariantCulture, $"{median:0.0} ({first:0.0} to {third:0.0}), {reader.TotalSeconds / 60:0.0} min in {reader.Sessions} sessions")
                : "no time was recorded");
    }
}
