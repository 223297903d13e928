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
        HealthFigure.Memory => "Memory of the process",
        HealthFigure.Blobs => "Stored files",
        HealthFigure.Database => "Database",
        HealthFigure.FreeDisk => "Free on the disk",
        _ => figure.ToString(),
    };

    public static string Value(HealthFigure figure, double value) => figure switch
    {
        HealthFigure.GpuMemory or HealthFigure.Memory or HealthFigure.Blobs or HealthFigure.Database or HealthFigure.FreeDisk => ByteText.Of((long)value),
        _ => $"{value.ToString(value < 10 ? "0.##" : "0", CultureInfo.InvariantCulture)}{Unit(figure)}",
    };

    private static string Unit(HealthFigure figure) => figure switch
    {
        HealthFigure.RequestTime or HealthFigure.AnswerTime => " ms",
        HealthFigure.TrainingSpeed => " images/s",
        HealthFigure.Requests or HealthFigure.Answers or HealthFigure.AnswersRefused or HealthFigure.Errors or HealthFigure.SignInFailures => "/min",
        _ => "",
    };
}
