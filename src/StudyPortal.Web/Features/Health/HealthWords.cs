using System.Globalization;
using StudyPortal.Core.Health;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Health;

/// <summary>What the figures are called, and how their values are written with their unit.</summary>
internal static class HealthWords
{
    public static string Title(HealthFigure figure) => figure switch
    {
        HealthFigure.Requests => "Requests",
        HealthFigure.RequestTime => "95 % of requests within",
        HealthFigure.Circuits => "Open pages",
        HealthFigure.Answers => "Answers stored",
        HealthFigure.AnswerTime => "95 % of answers within",
        HealthFigure.AnswersRefused => "Answers not stored",
        HealthFigure.Errors => "Errors",
        HealthFigure.SignInFailures => "Failed sign-ins",
        HealthFigure.JobsWaiting => "Jobs waiting",
        HealthFigure.JobsRunning => "Jobs running",
        HealthFigure.TrainingSpeed => "Training",
        HealthFigure.GpuMemory => "GPU memory",
        HealthFigure.Memory => "Memory",
        HealthFigure.Blobs => "Stored files",
        HealthFigure.Database => "Database",
        HealthFigure.FreeDisk => "Free on the disk",
        _ => figure.ToString(),
    };

    public static string Value(HealthFigure figure, double value) => IsBytes(figure) ? ByteText.Of((long)value) : Number(value) + Unit(figure);

    /// <summary>Beside an axis, where the unit would take the room of the chart: it stands in the heading.</summary>
    public static string Tick(HealthFigure figure, double value) => IsBytes(figure) ? ByteText.Of((long)value) : Number(value);

    private static bool IsBytes(HealthFigure figure) =>
        figure is HealthFigure.GpuMemory or HealthFigure.Memory or HealthFigure.Blobs or HealthFigure.Database or HealthFigure.FreeDisk;

    private static string Number(double value) => value.ToString(value < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);

    private static string Unit(HealthFigure figure) => figure switch
    {
        HealthFigure.RequestTime or HealthFigure.AnswerTime => " ms",
        HealthFigure.TrainingSpeed => " images/s",
        HealthFigure.Requests or HealthFigure.Answers or HealthFigure.AnswersRefused or HealthFigure.Errors or HealthFigure.SignInFailures => "/min",
        _ => "",
    };
}
