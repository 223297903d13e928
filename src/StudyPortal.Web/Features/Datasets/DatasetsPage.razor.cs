using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>Every data set.</summary>
public sealed partial class DatasetsPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<DatasetRow>? _datasets;
    private int _due;

    [Inject] public required ListDatasets Datasets { get; set; }

    [Inject] public required NextReview Reviews { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if ((await Authentication).User.IsInRole(Roles.Admin)) _due = (await Reviews.ExecuteAsync(null, null, 0, _closed.Token)).Due;
        _datasets = await Datasets.ExecuteAsync(_closed.Token);
    }
}
