using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StudyPortal.Core.Storage;

internal sealed class EntityIdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Read(value))
    where TId : struct, IEntityId<TId>
{
    // Expression trees cannot call static interface members themselves.
    private static TId Read(Guid value) => TId.From(value);
}
