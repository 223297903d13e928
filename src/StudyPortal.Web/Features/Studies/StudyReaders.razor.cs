using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>The board of a study whose readers may still change, with the means to change them.</summary>
public sealed partial class StudyReaders : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<ReaderAccount> _accounts = [];
    private string _chosen = "", _reason = "";
    private ReaderProgress? _reopening;

    [Parameter, EditorRequired] public required StudyDetail Study { get; set; }

    /// <summary>Runs a change in the name of who is signed in, and shows what became of it.</summary>
    [Parameter, EditorRequired] public required EventCallback<Func<string, Task<StudyOutcome>>> Change { get; set; }

    [Parameter] public bool Disabled { get; set; }

    [Inject] public required ListReaders ListReaders { get; set; }

    [Inject] public required AddReaders AddReaders { get; set; }

    [Inject] public required RemoveReader RemoveReader { get; set; }

    [Inject] public required ReopenAnswers ReopenAnswers { get; set; }

    private IEnumerable<ReaderAccount> Others => _accounts.ExceptBy(Study.Readers.Select(reader => reader.AccountId), account => account.Id);

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync() => _accounts = await ListReaders.ExecuteAsync(_leaving.Token);

    private async Task AddChosenAsync()
    {
        await AddAsync(Guid.Parse(_chosen));
        _chosen = "";
    }

    private Task AddAsync(Guid account) => Change.InvokeAsync(actor => AddReaders.ExecuteAsync(Study.Id, [account], actor, _leaving.Token));

    private Task RemoveAsync(ReaderProgress reader) => Change.InvokeAsync(actor => RemoveReader.ExecuteAsync(Study.Id, reader.Id, actor, _leaving.Token));

    private async Task ReopenAsync()
    {
        if (_reopening is not { } reader) return;
        await Change.InvokeAsync(actor => ReopenAnswers.ExecuteAsync(Study.Id, reader.Id, _reason, actor, _leaving.Token));
        (_reopening, _reason) = (null, "");
    }
}
