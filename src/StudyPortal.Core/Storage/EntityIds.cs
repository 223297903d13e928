namespace StudyPortal.Core.Storage;

/// <summary>A typed key over a Guid, so that a case can never be passed where a model is meant.</summary>
public interface IEntityId<TSelf> where TSelf : struct, IEntityId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}
