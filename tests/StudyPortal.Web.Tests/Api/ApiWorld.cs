using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Api;

/// <summary>A portal with one of everything that the programming interface shows, a researcher's and an administrator's program.</summary>
public sealed class ApiWorld : IAsyncLifetime
{
    public LivePortal Portal { get; } = LivePortal.Start();

    public SampleWorld Sample { get; private set; } = null!;

    /// <summary>A study that is read now, with an answer.</summary>
    public StudyId Open { get; private set; }

    public StudyId Closed { get; private set; }

    public ReportId Report { get; private set; }

    /// <summary>May read.</summary>
    public HttpClient Researcher { get; private set; } = null!;

    /// <summary>May read and make reports.</summary>
    public HttpClient Admin { get; private set; } = null!;

    /// <summary>By the names of the parameters of addresses.</summary>
    public IReadOnlyDictionary<string, string> Objects { get; private set; } = new Dictionary<string, string>();

    public async ValueTask InitializeAsync()
    {
        Sample = await SampleWorld.BuildAsync(Portal.Services);
        Researcher = Portal.WithToken(await Portal.TokenAsync(Sample.Accounts["researcher"], "notebook"));
        Admin = Portal.WithToken(await Portal.TokenAsync(Sample.Accounts["admin"], "cluster", "read", "reports"));
        await SampleAnalyses.StoreAsync(Get<StoreAnalysis>(), Sample.Models[0], Sample.DatasetId);
        await OpenAsync();
        await CloseAsync();
        Report = await Get<CreateReport>().ExecuteAsync(Closed, "admin", CancellationToken.None);
        var analyses = await Get<ListAnalyses>().ExecuteAsync(Sample.Models[0], CancellationToken.None);
        Objects = new Dictionary<string, string>
        {
            ["dataset"] = $"{Sample.DatasetId}",
            ["number"] = "1",
            ["model"] = $"{Sample.Models[0]}",
            ["analysis"] = $"{analyses.Single(a => a.Kind == AnalysisKind.RobustnessCurve).Id}",
            ["map"] = $"{(await Get<ListMaps>().OfModelAsync(Sample.Models[0], CancellationToken.None))[0].Id}",
            ["study"] = $"{Closed}",
            ["open"] = $"{Open}",
            ["report"] = $"{Report}",
            ["job"] = $"{await Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Train a model", new { }, "admin", CancellationToken.None)}",
            ["difference"] = "1",
            ["readers"] = "4",
            ["cases"] = "20",
        };
    }

    public async ValueTask DisposeAsync()
    {
        Researcher.Dispose();
        Admin.Dispose();
        await Portal.DisposeAsync();
    }

    public T Get<T>() where T : notnull => Portal.Services.GetRequiredService<T>();

    public Task<PortalDb> DatabaseAsync() => Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();

    /// <summary>With an analysis plan that was registered before it opened.</summary>
    private async Task CloseAsync()
    {
        var plan = new RegisteredPlan(PrimaryEndpoint.RatingDifference, PlannedTest.WilcoxonOnCaseMeans, 1, [new PlannedPair(0, 2)], BootstrapReplicates: 1500);
        Closed = SampleWorld.Done(await Get<CreateStudy>().ExecuteAsync(Sample.Design("Was read", simulated: true), "admin", CancellationToken.None));
        SampleWorld.Done(await Get<RegisterAnalysisPlan>().ExecuteAsync(Closed, plan, "admin", CancellationToken.None));
        SampleWorld.Done(await Get<AddReaders>().ExecuteAsync(Closed, [Sample.Accounts["reader5"], Sample.Accounts["reader6"]], "admin", CancellationToken.None));
        SampleWorld.Done(await Get<OpenStudy>().ExecuteAsync(Closed, "admin", CancellationToken.None));
        SampleWorld.Done(await Get<SimulateRatings>().ExecuteAsync(Closed, seed: 3, "admin", CancellationToken.None));
        SampleWorld.Done(await Get<CloseStudy>().ExecuteAsync(Closed, "admin", CancellationToken.None));
    }

    private async Task OpenAsync()
    {
        Open = await Sample.OpenStudyAsync(Sample.Design("Is being read"), "reader1", "reader2");
        var account = Sample.Accounts["reader1"];
        var session = (await Get<ReadSession>().ExecuteAsync(Open, account, CancellationToken.None))!;
        await Get<SubmitAnswer>().ExecuteAsync(SampleWorld.Scored(session, session.Places[0], account, 4), CancellationToken.None);
    }
}
