using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies.Rehearsal;

/// <summary>Puts a rehearsed study into the empty portal that it is read in.</summary>
public sealed class FillRehearsal(IServiceScopeFactory scopes, TimeProvider clock)
{
    public async Task ExecuteAsync(RehearsedStudy study, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var account = await AddReaderAsync(scope.ServiceProvider.GetRequiredService<UserManager<Account>>());
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var reader = new StudyReader { Id = StudyReaderId.New(), StudyId = study.Id, AccountId = account, Code = StudyReader.CodeOf(1) };
        db.AddRange(study.Rows);
        db.Add(reader);
        db.AddRange(study.Places.OrderBy(place => place.Key).Select((place, index) => Slot(study.Id, reader.Id, ReadingSlotId.From(place.Key), place.Value, index + 1)));
        if (study.AsksOfImageAlone)
            db.AddRange(study.Places.Keys.Select(slot => new MapReveal { SlotId = ReadingSlotId.From(slot), AtUtc = clock.GetUtcNow().UtcDateTime }));
        await SaveAsync(db, cancellationToken);
    }

    private async Task<Guid> AddReaderAsync(UserManager<Account> users)
    {
        var account = new Account
        {
            UserName = RehearsedStudy.Reader, Email = RehearsedStudy.Reader, DisplayName = "Rehearsal", CreatedUtc = clock.GetUtcNow().UtcDateTime, IsDemo = false,
        };
        (await users.CreateAsync(account)).OrThrow("make the account of the rehearsal");
        (await users.AddToRoleAsync(account, Roles.Reader)).OrThrow("make a reader of the rehearsal's account");
        return account.Id;
    }

    /// <summary>The jobs that made the models and what else the rows name stay behind, so nothing checks what they point to.</summary>
    private static async Task SaveAsync(PortalDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys = OFF", cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys = ON", cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static ReadingSlot Slot(StudyId study, StudyReaderId reader, ReadingSlotId id, StudyItem item, int position) => new()
    {
        Id = id, StudyId = study, ReaderId = reader, Position = position, ItemId = item.Id, Session = 1, Purpose = SlotPurpose.Main,
    };
}
