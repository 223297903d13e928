using System.Globalization;

namespace StudyPortal.Web.Features.Health;

/// <summary>How far back the charts go, and into how many parts the time is divided.</summary>
/// <param name="PartName">One part in words.</param>
public sealed record HistorySpan(string Name, TimeSpan Length, int Parts, string PartName, string TimeFormat)
{
    public static IReadOnlyList<HistorySpan> All { get; } =
    [
        new("Hour", TimeSpan.FromHours(1), 60, "a minute", "HH:mm"),
        new("Day", TimeSpan.FromDays(1), 144, "ten minutes", "MM-dd HH:mm"),
        new("Month", TimeSpan.FromDays(30), 180, "four hours", "MM-dd HH:mm"),
    ];

    public TimeSpan Part => Length / Parts;

    public string TimeOf(DateTime utc) => utc.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
