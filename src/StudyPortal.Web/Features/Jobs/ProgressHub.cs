using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Jobs;

/// <summary>
/// Live progress for programs outside: <c>job</c> messages carry a <see cref="Core.Jobs.JobSnapshot"/>, <c>reading</c> messages
/// where a reader is, <c>alarms</c> messages all readers to look after whenever they change. What was missed while the line was down
/// is asked for: <see cref="Board"/> and <see cref="Alarms"/> answer with what the database has. Pages listen to the in-process feeds instead.
/// </summary>
[Authorize(Roles = $"{Roles.Admin},{Roles.Researcher}")]
internal sealed class ProgressHub(ReadBoard readBoard, ListAlarms listAlarms) : Hub
{
    public const string Address = "/hubs/progress";
    public const string JobMessage = "job";
    public const string ReadingMessage = "reading";
    public const string AlarmsMessage = "alarms";

    /// <summary>The group of those who are connected to this web host: what every host reads from the database for itself, each tells its own.</summary>
    public static readonly string OwnHost = $"host-{Guid.NewGuid():N}";

    public override Task OnConnectedAsync() => Groups.AddToGroupAsync(Context.ConnectionId, OwnHost, Context.ConnectionAborted);

    /// <summary>Null when there is no such study.</summary>
    public Task<IReadOnlyList<ReaderProgress>?> Board(Guid study) => readBoard.ExecuteAsync(StudyId.From(study), Context.ConnectionAborted);

    public Task<IReadOnlyList<StudyAlarm>> Alarms() => listAlarms.ExecuteAsync(Context.ConnectionAborted);
}
