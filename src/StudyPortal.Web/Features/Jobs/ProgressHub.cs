using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Features.Jobs;

/// <summary>
/// Live progress for programs outside: <c>job</c> messages carry a <see cref="Core.Jobs.JobSnapshot"/>, <c>reading</c> messages
/// where a reader is. Pages listen to the in-process feeds instead.
/// </summary>
[Authorize(Roles = $"{Roles.Admin},{Roles.Researcher}")]
internal sealed class ProgressHub : Hub
{
    public const string Address = "/hubs/progress";
    public const string JobMessage = "job";
    public const string ReadingMessage = "reading";
}
