using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>What may change while people read; of a draft also its name and instructions.</summary>
public sealed partial class StudySettingsForm : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private SettingsEntry _settings = new();
    private string _name = "";
    private string _instructions = "";
    private bool _saved;

    [Parameter, EditorRequired] public required StudyDetail Study { get; set; }

    /// <inheritdoc cref="StudyChecklist.Change"/>
    [Parameter, EditorRequired] public required EventCallback<Func<string, Task<StudyOutcome>>> Change { get; set; }

    [Parameter] public bool Disabled { get; set; }

    [Inject] public required EditStudy EditStudy { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnInitialized() => (_settings, _name, _instructions) = (SettingsEntry.Of(Study.Settings), Study.Name, Study.Instructions);

    private async Task SaveAsync()
    {
        _saved = false;
        await Change.InvokeAsync(async actor =>
        {
            var outcome = await EditStudy.ExecuteAsync(Study.Id, new StudyEdit(_name, _instructions, _settings.ToSettings()), actor, _leaving.Token);
            _saved = outcome is StudyOutcome.Done;
            return outcome;
        });
    }

    /// <summary>Settings while they are being typed.</summary>
    private sealed class SettingsEntry
    {
        public DateOnly? Deadline { get; set; }

        public int? MaxPerSitting { get; set; }

        public int? BreakAfterMinutes { get; set; }

        public int SilentDays { get; set; }

        public int? RemindDaysBefore { get; set; }

        public int? RemindSilentDays { get; set; }

        public static SettingsEntry Of(StudySettings settings) => new()
        {
            Deadline = settings.Deadline,
            MaxPerSitting = settings.MaxPerSitting,
            BreakAfterMinutes = settings.BreakAfterMinutes,
            SilentDays = settings.SilentDays,
            RemindDaysBefore = settings.RemindDaysBefore,
            RemindSilentDays = settings.RemindSilentDays,
        };

        public StudySettings ToSettings() => new()
        {
            Deadline = Deadline,
            MaxPerSitting = MaxPerSitting,
            BreakAfterMinutes = BreakAfterMinutes,
            SilentDays = SilentDays,
            RemindDaysBefore = RemindDaysBefore,
            RemindSilentDays = RemindSilentDays,
        };
    }
}
