-- The heads of the streams chain the history: the application moves them forward and never takes one away. (Disclosures may
-- be deleted: that is how personal data is erased.)
revoke delete, truncate on stream from youzhu_app;
