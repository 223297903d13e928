using System.Globalization;
using StudyPortal.Core.Models;
using StudyPortal.Core.Studies;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Studies;

internal static class StudyWords
{
    public static StatusTone Tone(StudyState state) => state switch
    {
        StudyState.Pilot or StudyState.Open => StatusTone.Active,
        StudyState.Paused => StatusTone.Warning,
        StudyState.Closed => StatusTone.Good,
        _ => StatusTone.Neutral,
    };

    public static string Variant(ModelVariant variant) => variant switch
    {
        ModelVariant.DualBn => "dual-BN",
        ModelVariant.Adversarial => "adversarial",
        _ => "standard",
    };

    public static string Branch(NormBranch branch) => branch == NormBranch.Clean ? "clean branch" : "adversarial branch";

    /// <summary>Median seconds per case: of all, and of the last ten.</summary>
    public static string Seconds(ReaderProgress reader) => reader is { MedianSeconds: { } all, RecentSeconds: { } recent }
        ? string.Create(CultureInfo.InvariantCulture, $"{all:0.0} / {recent:0.0}")
        : "–";

    /// <summary>The work that remains, and the day when it will be done at this pace.</summary>
    public static string Left(ReaderProgress reader) => (reader.WorkLeft, reader.FinishUtc) switch
    {
        _ when reader.Total > 0 && reader.Answered == reader.Total => "done",
        ({ } work, { } finish) => string.Create(CultureInfo.InvariantCulture, $"{Duration(work)}; done {finish:yyyy-MM-dd}"),
        ({ } work, null) => Duration(work),
        _ => "–",
    };

    private static string Duration(TimeSpan time) => time.TotalMinutes < 1 ? "< 1 min"
        : time.TotalHours < 1 ? $"{Math.Ceiling(time.TotalMinutes):0} min"
        : $"{Math.Floor(time.TotalHours):0} h {time.Minutes} min";

    /// <summary>How long ago, in the largest whole unit.</summary>
    public static string Ago(DateTime? utc, DateTime now) => utc is not { } then ? "never" : (now - then) switch
    {
        { TotalSeconds: < 15 } => "now",
        { TotalMinutes: < 1 } span => $"{span.TotalSeconds:0} s ago",
        { TotalHours: < 1 } span => $"{span.TotalMinutes:0} min ago",
        { TotalDays: < 1 } span => $"{span.TotalHours:0} h ago",
        var span => $"{span.TotalDays:0} d ago",
    };
}
