using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Health;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Overview;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Tokens;
using StudyPortal.Core.Verification;

namespace StudyPortal.Core;

public static class PortalRegistration
{
    /// <summary>The portal's store and every use case of it, over one data root.</summary>
    /// <param name="storage">Where the rows are; null for SQLite in the data root.</param>
    /// <param name="jobsAtOnce">How many jobs a trainer takes from the queue at once.</param>
    public static IServiceCollection AddPortal(this IServiceCollection services, DataRoot root, StorageSettings? storage = null, int jobsAtOnce = 1)
    {
        storage ??= StorageSettings.Sqlite;
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddStorage(root, storage)
            .AddAudit()
            .AddAccounts()
            .AddTokens()
            .AddHealth()
            .AddJobs(root, storage, jobsAtOnce)
            .AddDatasets()
            .AddModels()
            .AddSaliency()
            .AddStudies()
            .AddReading()
            .AddReports()
            .AddOverview()
            .AddVerification()
            .AddHealth();
    }
}
