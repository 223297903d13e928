using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

public readonly record struct EvaluationId(Guid Value) : IEntityId<EvaluationId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static EvaluationId New() => new(Guid.NewGuid());

    public static EvaluationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
