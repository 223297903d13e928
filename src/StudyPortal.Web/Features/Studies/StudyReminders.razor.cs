using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Reminders;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Studies;

/// <summary>Who was reminded when, and the means to do it now.</summary>
public sealed partial class StudyReminders : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private Dictionary<StudyReaderId, LastReminder> _last = [];
    private IReadOnlyList<Letter>? _letters;
    private bool _working;

    [Parameter, EditorRequired] public required StudyDetail Study { get; set; }

    [Inject] public required RemindReaders Reminders { get; set; }

    [Inject] public required ListReminders ListReminders { get; set; }

    [Inject] public required PortalAddress Portal { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private IEnumerable<(ReaderProgress Reader, LastReminder Last)> Readers =>
        Study.Readers.Where(reader => _last.ContainsKey(reader.Id)).Select(reader => (reader, _last[reader.Id]));

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override Task OnInitializedAsync() => LoadAsync();

    private static string Why(ReminderCause cause) => cause switch
    {
        ReminderCause.Deadline => "because the deadline is near",
        ReminderCause.Silence => "because there was no sign of life",
        _ => "asked for by an administrator",
    };

    private async Task LoadAsync() => _last = (await ListReminders.ExecuteAsync(Study.Id, _leaving.Token)).ToDictionary(last => last.ReaderId);

    private Task RemindAsync() => WorkAsync(async actor =>
    {
        if (Reminders.Sends) await Reminders.SendAsync(Study.Id, Portal.Value, actor, _leaving.Token);
        else _letters = await Reminders.ComposeAsync(Study.Id, Portal.Value, _leaving.Token);
    });

    private Task NoteAsync() => WorkAsync(async actor =>
    {
        await Reminders.NoteAsync(Study.Id, _letters ?? [], actor, _leaving.Token);
        _letters = null;
    });

    private async Task WorkAsync(Func<string, Task> work)
    {
        _working = true;
        try
        {
            await work(await Authentication.ActorAsync());
            await LoadAsync();
        }
        finally
        {
            _working = false;
        }
    }
}
