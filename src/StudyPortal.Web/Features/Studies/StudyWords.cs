using System.Globalization;
using StudyPortal.Core.Models;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
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

    /// <summary>When a question is asked, and whether it may be left out.</summary>
    public static string Asked(QuestionDesign question) =>
        (question.Step == ReadingStep.ImageAlone ? "Before the map" : "Question") + (question.IsRequired ? "" : ", optional");

    /// <summary>What a question takes, in words.</summary>
    public static string Form(AnswerForm form) => form switch
    {
        ScaleForm scale => string.Join(" · ", scale.Points.Select(point => $"{point.Score} {point.Text}")),
        ChoiceForm choice => (choice.Several ? "any of: " : "one of: ") + string.Join(", ", choice.Texts),
        MarksForm marks => $"marks ({string.Join(", ", marks.Shapes).ToLowerInvariant()}): {string.Join(", ", marks.Labels)}",
        NumberForm { Unit: { Length: > 0 } unit } number => $"{number.Expectation}, in {unit}",
        YesNoForm => "yes or no",
        TextForm => "free text",
        _ => form.Expectation,
    };

    /// <summary>What is drawn, stratum by stratum.</summary>
    public static string Sample(SamplingPlan plan) => string.Join("; ", plan.Strata.Where(s => s.Count > 0).Select(s => $"{s.Count} {s.Name}"))
        + $"; seed {plan.Seed}{(plan.OnePerPatient ? ", one case per patient" : "")}";

    public static string Order(OrderPlan plan, string algorithm) =>
        $"{algorithm}, seed {plan.Seed}, at least {plan.MinimumDistance} places between maps of a case, {Count(plan.Repeats, "repeat")}, "
        + (plan.Sessions == 1 ? "one session" : $"{plan.Sessions} sessions");

    /// <summary>"1 repeat", "2 repeats".</summary>
    public static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    public static string Threshold(ThresholdDetail t) => string.Create(
        CultureInfo.InvariantCulture,
        $"{t.Model}{(t.Variant == ModelVariant.DualBn ? $" ({Branch(t.Branch)})" : "")}: {t.Label} from logit {t.Threshold:0.00} on, confidence medium from {t.Medium:0.00} and high from {t.High:0.00} away");

    public static string Controls(ControlCounts controls)
    {
        (int Count, string What)[] kinds = [(controls.RandomWeights, "of randomised weights"), (controls.Edges, "of an edge detector"), (controls.OtherPatient, "of another patient")];
        return string.Join(", ", kinds.Where(k => k.Count > 0).Select(k => $"{k.Count} {k.What}"));
    }

    /// <summary>Median seconds per case: of all, and of the last ten.</summary>
    public static string Seconds(ReaderProgress reader) => reader is { MedianSeconds: { } all, RecentSeconds: { } recent }
        ? string.Create(CultureInfo.InvariantCulture, $"{all:0.0} / {recent:0.0}")
        : "–";

    /// <summary>The work that remains, and the day when it will be done at this pace; or the day on which the reader signed.</summary>
    public static string Left(ReaderProgress reader) => (reader.WorkLeft, reader.FinishUtc) switch
    {
        _ when reader.SignedUtc is { } signed => $"signed\n{UtcText.Day(signed)}",
        _ when reader.Total > 0 && reader.Answered == reader.Total => "done",
        ({ } work, { } finish) => string.Create(CultureInfo.InvariantCulture, $"{Duration(work)},\ndone {finish:yyyy-MM-dd}"),
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
        { TotalMinutes: < 1 } span => $"{Math.Floor(span.TotalSeconds):0} s ago",
        { TotalHours: < 1 } span => $"{Math.Floor(span.TotalMinutes):0} min ago",
        { TotalDays: < 1 } span => $"{Math.Floor(span.TotalHours):0} h ago",
        var span => $"{Math.Floor(span.TotalDays):0} d ago",
    };
}
