namespace StudyPortal.Learning.Checkpoints;

/// <summary>Where the bytes of a pickle's storages lie.</summary>
internal interface IStorages
{
    /// <exception cref="CheckpointException">The storage is missing, or is not as long as declared.</exception>
    void Require(PickleStorage storage);

    /// <summary>Reads a whole storage.</summary>
    /// <exception cref="CheckpointException">Its bytes are damaged.</exception>
    void Fill(PickleStorage storage, Span<byte> target);
}
