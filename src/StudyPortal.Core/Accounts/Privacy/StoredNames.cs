using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Reminders;

namespace StudyPortal.Core.Accounts;

/// <summary>Where a user name or an address stands beside what somebody made, outside his account.</summary>
internal static class StoredNames
{
    public static async Task ReplaceAsync(PortalDb db, Account account, string former, string pseudonym, CancellationToken cancellationToken)
    {
        await db.Set<Dataset>().Where(row => row.ImportedBy == former).ExecuteUpdateAsync(set => set.SetProperty(row => row.ImportedBy, pseudonym), cancellationToken);
        await db.Set<DatasetImport>().Where(row => row.ImportedBy == former).ExecuteUpdateAsync(set => set.SetProperty(row => row.ImportedBy, pseudonym), cancellationToken);
        await db.Set<Case>().Where(row => row.ReviewedBy == former).ExecuteUpdateAsync(set => set.SetProperty(row => row.ReviewedBy, pseudonym), cancellationToken);
        await db.Set<Model>().Where(row => row.CreatedBy == former).ExecuteUpdateAsync(set => set.SetProperty(row => row.CreatedBy, pseudonym), cancellationToken);
        await db.Set<Job>().Where(row => row.RequestedBy == former).ExecuteUpdateAsync(set => set.SetProperty(row => row.RequestedBy, pseudonym), cancellationToken);
        await db.Set<Study>().Where(row => row.CreatedBy == former).ExecuteUpdateAsync(set => set.SetProperty(row => row.CreatedBy, pseudonym), cancellationToken);
        await db.Set<Invitation>().Where(row => row.InvitedBy == former).ExecuteUpdateAsync(set => set.SetProperty(row => row.InvitedBy, pseudonym), cancellationToken);
        await db.Set<Invitation>().Where(row => row.AccountId == account.Id || row.Email == former).ExecuteUpdateAsync(set => set.SetProperty(row => row.Email, pseudonym), cancellationToken);
        var readers = db.Set<StudyReader>().Where(reader => reader.AccountId == account.Id).Select(reader => reader.Id);
        await db.Set<Reminder>().Where(row => readers.Contains(row.ReaderId)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Address, pseudonym), cancellationToken);
    }
}
