using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>Takes finished weights into the store and makes a model of them.</summary>
public sealed class RegisterModel(IDbContextFactory<PortalDb> databases, BlobStore blobs, TimeProvider clock)
{
    /// <summary>
    /// A job that died after registering gets the model it already made. A name that was taken in the meantime gets a number:
    /// hours of training are not thrown away for a name.
    /// </summary>
    /// <param name="model">What is known of it.</param>
    /// <param name="weightsPath">The state dict, .pth.</param>
    /// <param name="cancellationToken">Leaves nothing behind but an unused blob.</param>
    public async Task<ModelId> ExecuteAsync(NewModel model, string weightsPath, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(weightsPath);
        var weights = await blobs.PutAsync(file, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await MadeByJobAsync(db, model, cancellationToken) is { } made) return made;

        var registered = await EntityAsync(db, model, weights, cancellationToken);
        db.Add(registered);
        await AuditTrail.AppendAsync(
            db, registered.CreatedUtc, model.CreatedBy, "model.registered", registered.Id.ToString(), $"{registered.Name}; weights {weights}", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return registered.Id;
    }

    private static async Task<ModelId?> MadeByJobAsync(PortalDb db, NewModel model, CancellationToken cancellationToken) => model.JobId is not { } job
        ? null
        : await db.Set<Model>().Where(m => m.JobId == job).Select(m => (ModelId?)m.Id).SingleOrDefaultAsync(cancellationToken);

    private async Task<Model> EntityAsync(PortalDb db, NewModel model, BlobHash weights, CancellationToken cancellationToken)
    {
        var named = model with { Name = await FreeNameAsync(db, model.Name, cancellationToken) };
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == model.DatasetId, cancellationToken);
        return new Model
        {
            Id = ModelId.New(),
            Name = named.Name,
            Architecture = model.Architecture,
            Width = model.Width,
            InputChannels = model.InputChannels,
            InputSize = model.InputSize,
            Variant = model.Variant,
            Labels = [.. model.Labels],
            Weights = weights,
            Origin = model.Origin,
            DatasetId = model.DatasetId,
            JobId = model.JobId,
            RecipeJson = model.RecipeJson,
            MetricsJson = JsonSerializer.Serialize(model.Metrics),
            SoftwareVersion = SoftwareVersion.Current,
            Card = ModelCard.Write(named, weights, dataset),
            CreatedUtc = clock.GetUtcNow().UtcDateTime,
            CreatedBy = model.CreatedBy,
        };
    }

    private static async Task<string> FreeNameAsync(PortalDb db, string wanted, CancellationToken cancellationToken)
    {
        var taken = await db.Set<Model>().Where(m => m.Name.StartsWith(wanted)).Select(m => m.Name).ToListAsync(cancellationToken);
        var candidates = Enumerable.Range(2, taken.Count + 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"{wanted} ({n})"));
        return candidates.Prepend(wanted).First(name => !taken.Contains(name));
    }
}
